package dev.planline.secured;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, and who was allowed what. */
public final class WitnessingAuthorizer extends StandardAuthorizer {

    /** What was asked for and allowed since the JVM began; brokers make authorizers by the names of their classes. */
    static final Set<Used> USED = ConcurrentHashMap.newKeySet();

    record Used(String user, AclOperation operation, ResourcePattern resource) {}

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (action.logIfAllowed() && results.get(i) == AuthorizationResult.ALLOWED) { // else it only asks what else there is
                USED.add(new Used(context.principal().getName(), action.operation(), action.resourcePattern()));
            }
        }
        return results;
    }
}
