package dev.planline.cli.api;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.Cluster;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Finds the API of a sink by the members of its group: the client id of each ends in the port of its API. */
final class SinkFinder {

    private static final Pattern CLIENT_ID = Pattern.compile(".*@(\\d{1,5})");

    private SinkFinder() {}

    static URI find(Cluster cluster) {
        String group = cluster.prefix() + "-sink";
        return members(cluster, group).stream()
                .map(SinkFinder::address)
                .filter(address -> !address.isEmpty())
                .sorted()
                .findFirst()
                .map(URI::create)
                .orElseThrow(() -> CommandFailed.because("no sink reads from " + cluster.bootstrapServers()
                        + "; start one with 'planline sink' (or everything with 'planline dev'), or name its API with --api URL"));
    }

    private static List<MemberDescription> members(Cluster cluster, String group) {
        try (Admin admin = cluster.admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream()).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw new KafkaException("cannot look for the sink: " + e.getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String address(MemberDescription member) {
        Matcher matcher = CLIENT_ID.matcher(member.clientId());
        String host = member.host().replaceFirst("^/", "");
        return matcher.matches() ? "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + matcher.group(1) : "";
    }
}
