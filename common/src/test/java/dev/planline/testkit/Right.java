package dev.planline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One right on the cluster.
 *
 * @param name without the prefix of all names
 * @param begins whether it is on all names that begin like this
 */
public record Right(ResourceType type, String name, boolean begins, AclOperation operation) {

    private static final String FILE = "deploy/rights.json";

    /** What each role needs, and nothing else, as the one list says that the chart is made from, too. */
    public static Map<String, List<Right>> byRole() {
        var roles = new LinkedHashMap<String, List<Right>>();
        for (Map.Entry<String, JsonNode> role : JsonMapper.shared().readTree(text()).properties()) {
            var rights = new ArrayList<Right>();
            for (JsonNode entry : role.getValue()) {
                for (JsonNode operation : entry.path("operations")) {
                    entry.path("names")
                            .forEach(name -> rights.add(of(entry.path("type").asString(), name.asString(), operation.asString())));
                }
            }
            roles.put(role.getKey(), List.copyOf(rights));
        }
        return roles;
    }

    private static Right of(String type, String name, String operation) {
        boolean begins = name.endsWith("*");
        return new Right(type.equals("transactionalId") ? ResourceType.TRANSACTIONAL_ID : ResourceType.fromString(type),
                begins ? name.substring(0, name.length() - 1) : name, begins,
                operation.equals("DescribeConfigs") ? AclOperation.DESCRIBE_CONFIGS : AclOperation.fromString(operation));
    }

    private static String text() {
        try {
            return Files.readString(GeneratedFile.root().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name on a cluster. */
    public String fullName(String prefix) {
        return prefix + (type == ResourceType.TOPIC ? "." : "-") + name;
    }

    /** Grants it to a user. */
    public AclBinding to(String user, String prefix) {
        return new AclBinding(new ResourcePattern(type, fullName(prefix), begins ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    /** Whether it is what allows this. */
    public boolean allows(ResourcePattern resource, AclOperation wanted, String prefix) {
        return wanted == operation && resource.resourceType() == type
                && (begins ? resource.name().startsWith(fullName(prefix)) : resource.name().equals(fullName(prefix)));
    }

    @Override
    public String toString() {
        return operation.name().toLowerCase(Locale.ROOT) + " " + type.name().toLowerCase(Locale.ROOT) + " " + name + (begins ? "*" : "");
    }
}
