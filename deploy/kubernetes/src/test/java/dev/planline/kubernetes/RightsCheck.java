package dev.planline.kubernetes;

import dev.planline.runtime.ClusterNames;
import dev.planline.testkit.Party;
import dev.planline.wire.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The users of Strimzi have the rights that their roles need, on names that the code uses. */
final class RightsCheck implements Check {

    /** Those that keep their own dead letters; the sink keeps the others. */
    private static final Set<Role> STAGES = EnumSet.of(Role.PLANNER, Role.ROUTER, Role.VALIDATOR);

    @Override
    public void check(Manifests all, Problems problems) {
        for (Manifest user : all.ofKind("KafkaUser").toList()) {
            String role = user.labels().getOrDefault("app.kubernetes.io/component", "");
            String prefix = prefix(all);
            names(user, prefix, problems);
            Role.named(role).ifPresent(known -> worker(user, known, prefix, problems));
        }
    }

    private static String prefix(Manifests all) {
        return all.workloads().stream().flatMap(workload -> Configured.of(all, workload, new Problems()).stream())
                .map(configured -> configured.worker().prefix()).findFirst().orElse("");
    }

    private static void names(Manifest user, String prefix, Problems problems) {
        Set<String> topics = Stream.of(Topic.values()).flatMap(topic -> Stream.of(topic.name(prefix), topic.deadLetterName(prefix)))
                .collect(Collectors.toSet());
        Set<String> groups = Stream.of(Role.values()).map(role -> ClusterNames.group(prefix, role.spec().name()))
                .collect(Collectors.toSet());
        for (JsonNode acl : acls(user)) {
            JsonNode resource = acl.path("resource");
            String name = resource.path("name").asString("");
            switch (resource.path("type").asString("")) {
                case "topic" -> problems.addUnless(topics.contains(name), user.place(), "there is no topic " + name);
                case "group" -> problems.addUnless(groups.contains(name), user.place(), "there is no group " + name);
                case "cluster" -> problems.add(user.place(), "has rights on the cluster, which nobody needs");
                default -> problems.addUnless(resource.path("patternType").asString("").equals("prefix"), user.place(),
                        "names one transactional id; each pod has its own");
            }
        }
    }

    private static void worker(Manifest user, Role role, String prefix, Problems problems) {
        String stage = role.spec().name();
        var read = new TreeSet<String>();
        var written = new TreeSet<String>();
        Party party = Party.worker(stage).orElseThrow();
        party.looksUp().forEach(topic -> read.add(topic.name(prefix)));
        party.writes().forEach(topic -> written.add(topic.name(prefix)));
        for (Topic topic : StageTopics.of(role)) {
            read.add(topic.name(prefix));
            boolean ownedByStage = STAGES.stream().anyMatch(other -> StageTopics.of(other).contains(topic));
            if (role == Role.SINK && ownedByStage) {
                read.add(topic.deadLetterName(prefix));
            } else {
                written.add(topic.deadLetterName(prefix));
            }
        }
        exactly(user, "Read", read, problems);
        exactly(user, "Write", written, problems);
        needs(user, "group", ClusterNames.group(prefix, stage), "Read", problems);
        String transactions = role == Role.SINK
                ? ClusterNames.group(prefix, stage) + "-"
                : ClusterNames.transactionalId(prefix, stage, "");
        needs(user, "transactionalId", transactions, "Write", problems);
        problems.addUnless(acls(user).stream().noneMatch(acl -> grants(acl, "Describe")), user.place(),
                "does not need the right Describe, which Read and Write bring along");
    }

    /** The right on these topics and on no others. */
    private static void exactly(Manifest user, String operation, Set<String> topics, Problems problems) {
        topics.forEach(topic -> needs(user, "topic", topic, operation, problems));
        acls(user).stream().filter(acl -> acl.at("/resource/type").asString("").equals("topic") && grants(acl, operation))
                .map(acl -> acl.at("/resource/name").asString("")).filter(topic -> !topics.contains(topic))
                .forEach(topic -> problems.add(user.place(), "does not need the right " + operation + " on the topic " + topic));
    }

    private static void needs(Manifest user, String type, String name, String operation, Problems problems) {
        boolean granted = acls(user).stream().anyMatch(acl -> acl.at("/resource/type").asString("").equals(type)
                && acl.at("/resource/name").asString("").equals(name) && grants(acl, operation));
        problems.addUnless(granted, user.place(), "needs the right " + operation + " on the " + type + " " + name);
    }

    private static boolean grants(JsonNode acl, String operation) {
        return acl.path("operations").valueStream().anyMatch(granted -> granted.asString("").equals(operation));
    }

    private static List<JsonNode> acls(Manifest user) {
        return user.node().at("/spec/authorization/acls").valueStream().toList();
    }
}
