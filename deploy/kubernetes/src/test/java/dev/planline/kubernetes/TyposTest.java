package dev.planline.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of slip in a manifest is found and said. */
class TyposTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // settings
        "least        | PLANLINE_PREFIX:                 | PLANLINE_PREFX:              | PLANLINE_PREFX is no setting; did you mean \"PLANLINE_PREFIX\"?",
        "least        | PLANLINE_INSTANCE_ID             | PLANLINE_INSTANCEID          | PLANLINE_INSTANCEID is no setting",
        "least        | PLANLINE_KAFKA_SECURITY_PROTOCOL | PLANLINE_KAFKA_SECURTY_PROTOCOL | PLANLINE_KAFKA_SECURTY_PROTOCOL is no setting; did you mean",
        "least        | PLANLINE_SINK_API_WRITE_TOKENS   | PLANLINE_SINK_API_WRITE_TOKEN | PLANLINE_SINK_API_WRITE_TOKEN is no setting",
        "least        | KAFKA_BOOTSTRAP_SERVERS:         | KAFKA_BOOTSTRAP_SERVER:      | bootstrap.servers: is required",
        "model        | planner.llm.rate=2.5             | planner.llm.rte=2.5          | unknown key; did you mean \"planner.llm.rate\"?",
        "model        | planner.llm.rate=2.5             | planner.llm.rate=20000       | must be 0, or 0.01 to 10000",
        "model        | planner.chain=llm                | planner.chain=lm             | there is no planner \"lm\"",
        "model        | variable=MODEL_KEY               | variable=MODEL_KYE           | names a variable that is not in the environment",
        "strimzi      | kafka.client.dns.lookup          | kafka.client.dns.lookp       | kafka.client.dns.lookp is no option of a Kafka client; did you mean",
        "strimzi      | retry.attempts=5                 | retry.attempts=500           | is \"500\"; must be 1 to 100",
        "certificates | jdbc:postgresql:                 | jdbc:mysql:                  | begins with jdbc:postgresql:",
        "certificates | sslrootcert=/etc/planline/database | sslrootcert=/etc/planline/db  | nothing is mounted above /etc/planline/db/ca.crt",
        "model        | settings/tables.json             | settings/table.json          | table.json",
        // arguments and files
        "least        | args: [router,                   | args: [routr,                | there is no command \"routr\"",
        "least        | --config                         | --confg                      | Unknown option",
        "least        | settings/planline.properties     | settings/planner.properties  | no ConfigMap is mounted that has the file",
        "least        | topics/topics.json               | topics/topic.json            | no ConfigMap is mounted that has the file",
        "least        | - apply                          | - aply                       | Unmatched argument",
        "least        | sink.directory=/var/lib/planline | sink.directory=/var/planline | nothing is mounted above /var/planline/sink",
        // probes and ports
        "least        | path: /readyz                    | path: /ready                 | readinessProbe must ask /readyz; it asks \"/ready\"",
        "least        | path: /livez                     | path: /readyz                | livenessProbe must ask /livez",
        "least        | containerPort: 8081              | containerPort: 8082          | the port metrics is 8082; the process listens on",
        "least        | {path: /livez, port: metrics}    | {path: /livez, port: health} | which is not that of health and metrics",
        "least        | management.port=8081             | management.port=9081         | the port metrics is 8081; the process listens on",
        "least        | sink.port=8080                   | sink.port=8090               | the port api is 8080; the process listens on",
        "least        | targetPort: api                  | targetPort: ap               | the pods have no port \"ap\"",
        "least        | port: 8080, targetPort           | port: 80, targetPort         | keep them the same",
        "strimzi      | path: /metrics                   | path: /metric                | an endpoint asks \"/metric\", which is not served",
        "strimzi      | jobLabel: app.kubernetes.io/part-of | jobLabel: app.kubernetes.io/component | the job is \"router\"; alerts and board ask for",
        "strimzi      | {port: metrics, path             | {port: metric, path          | has no port metric",
        // policies
        "least        | - ports: [{port: 8080            | - ports: [{port: 8088        | lets in to the port 8088, which none of its pods serves",
        "least        | - {port: 9092, protocol          | - {port: 9093, protocol      | lets out to the port 9093, which no setting of its pods names",
        "certificates | - ports: [{port: 6432            | - ports: [{port: 5432        | no policy lets it out to the port 6432",
        "least        | policyTypes: [Ingress, Egress]   | policyTypes: [Ingress]       | no policy denies everything",
        "least        | protocol: UDP                    | protocol: UPD                | protocol is \"UPD\"; must be one of",
        // what Kubernetes and the operators know
        "least        | resources:                       | resorces:                    | resorces",
        "least        | memory: 1Gi                      | memory: lots                 | Unable to parse numeric part of quantity: lots",
        "least        | matchLabels:                     | matchLabel:                  | matchLabel",
        "strimzi      | cooldownPeriod                   | coolDownPeriod               | coolDownPeriod",
        "strimzi      | operations: [Read]               | operations: [Reed]           | does not have a value in the enumeration",
        "strimzi      | kind: KafkaTopic                 | kind: KafkaTopics            | nothing here knows a kafka.strimzi.io/v1 KafkaTopics",
        "strimzi      | partitions: 6                    | partitions: six              | string found, integer expected",
        "strimzi      | interval: 30s                    | interval: often              | interval",
        // pods
        "least        | runAsNonRoot: true               | runAsNonRoot: false          | must set runAsNonRoot: true",
        "least        | runAsUser: 65532                 | runAsUser: 0                 | must set runAsUser: 65532",
        "least        | readOnlyRootFilesystem: true     | readOnlyRootFilesystem: false | must set readOnlyRootFilesystem: true",
        "least        | drop: [ALL]                      | drop: [NET_RAW]              | must drop ALL capabilities",
        "least        | allowPrivilegeEscalation: false  | allowPrivilegeEscalation: true | must set allowPrivilegeEscalation: false",
        "least        | {type: RuntimeDefault}           | {type: Unconfined}           | must set the seccompProfile RuntimeDefault",
        "least        | enableServiceLinks: false        | enableServiceLinks: true     | the variables of Services are taken for settings",
        "least        | automountServiceAccountToken: false | automountServiceAccountToken: true | must set automountServiceAccountToken: false",
        "least        | mountPath: /tmp                  | mountPath: /temp             | must mount something at /tmp",
        "least        | {name: tmp, mount                | {name: temp, mount           | there is no volume \"temp\"",
        "least        | terminationGracePeriodSeconds: 40 | terminationGracePeriodSeconds: 30 | must be more than drain.deadline and 10 s, which is 30",
        "least        | {maxUnavailable: 0, maxSurge: 1} | {maxUnavailable: 1, maxSurge: 1} | must roll out with maxUnavailable 0",
        "least        | topologyKey: kubernetes.io/hostname | topologyKey: topology.kubernetes.io/zone | must be spread over zones and hosts",
        "least        | imagePullPolicy: IfNotPresent    | imagePullPolicy: IfAbsent    | imagePullPolicy is \"IfAbsent\"; must be one of",
        // what refers to what
        "least        | configMapRef: {name: planline-kafka} | configMapRef: {name: planline-kafak} | there is no ConfigMap planline-kafak",
        "least        | serviceName: planline-sink       | serviceName: planline-snk    | there is no Service planline-snk",
        "least        | maxUnavailable: 1                | maxUnavailable: 0            | must allow one pod to be away",
        // scaling and rights
        "strimzi      | kind: Deployment, name: planline-router | kind: Deployment, name: planline-routr | there is no Deployment planline-routr",
        "strimzi      | maxReplicaCount: 4               | maxReplicaCount: 40          | makes 0 to 40 pods for 6 partitions",
        "strimzi      | consumerGroup: team-a.planline-router | consumerGroup: team-a.planline.router | the worker is in team-a.planline-router",
        "strimzi      | topic: team-a.planline.plans     | topic: team-a.planline.plan  | asks for the lag on",
        "strimzi      | lagThreshold:                    | lagTreshold:                 | a trigger has no \"lagTreshold\"",
        "strimzi      | lagThreshold: \"6000\"           | lagThreshold: 6000           | lagThreshold must be a text",
        "strimzi      | FromEnv: KAFKA_BOOTSTRAP_SERVERS | FromEnv: BOOTSTRAP_SERVERS   | the container has no variable BOOTSTRAP_SERVERS",
        "strimzi      | bootstrap.agents.svc:9093        | bootstrap:9093               | KEDA asks events-kafka-bootstrap:9093 from its own namespace",
        "strimzi      | offsetResetPolicy: earliest      | offsetResetPolicy: latest    | offsetResetPolicy must be earliest",
        "strimzi      | authenticationRef: {name: planline-keda} | authenticationRef: {name: keda} | there is no TriggerAuthentication keda",
        "strimzi      | name: \"team-a.planline-router\" | name: \"team-a.planline-routers\" | there is no group team-a.planline-routers",
        "strimzi      | name: \"team-a.planline.routes.dlq\" | name: \"team-a.planline.route.dlq\" | there is no topic team-a.planline.route.dlq",
        "strimzi      | name: \"team-a.planline.plans\" | name: \"team-a.planline.rules\" | needs the right Write on the topic team-a.planline.plans",
        "strimzi      | name: \"team-a.planline.rules\" | name: \"team-a.planline.priorities\" | does not need the right Read on the topic team-a.planline.priorities",
        "strimzi      | operations: [Write]              | operations: [Write, Describe] | does not need the right Describe",
        "strimzi      | planline-sink-\"                 | planline-sink:\"             | needs the right Write on the transactionalId team-a.planline-sink-",
        "strimzi      | planline-validator:\"            | planline-validator-\"        | needs the right Write on the transactionalId team-a.planline-validator:"})
    void aSlipIsFound(String example, String right, String wrong, String message) {
        String rendered = Chart.OURS.render(Chart.OURS.example(example));
        assertThat(rendered).contains(right);
        assertThat(Check.problems(Manifests.of(rendered.replace(right, wrong)))).anySatisfy(
                problem -> assertThat(problem).contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PodDisruptionBudget | planline-sink     | /spec/selector/matchLabels    | 0 disruption budgets select its pods, not one",
        "Service             | planline-router   | /spec/selector                | selects the pods of 0 workloads, not of one",
        "Deployment          | planline-planner  | /spec/selector/matchLabels    | its selector selects the pods of []",
        "NetworkPolicy       | planline-sink     | /spec/podSelector/matchLabels | selects no pods",
        "ServiceMonitor      | planline          | /spec/selector/matchLabels    | selects no Service"})
    void aSelectorThatSelectsNothingIsFound(String kind, String name, String pointer, String message) {
        Manifests manifests = Manifests.of(Chart.OURS.render(Chart.OURS.example("strimzi")));
        ((ObjectNode) manifests.find(kind, name).orElseThrow().node().at(pointer)).put("app.kubernetes.io/instance", "planlin");
        assertThat(Check.problems(manifests)).anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void aSecretInTheOpenIsFound() {
        String rendered = Chart.OURS.render(Chart.OURS.example("least"));
        assertThat(Check.problems(Manifests.of(rendered.replace("sink.port=8080", "sink.port=8080\n    sink.database.password=x"))))
                .containsExactly("StatefulSet planline-sink: sink.database.password is secret, and does not come from a Secret");
    }

    @Test
    void pairsOfImagesAreFound() {
        String rendered = Chart.OURS.render(Chart.OURS.example("least"));
        assertThat(Check.problems(Manifests.of(rendered.replaceFirst("image: planline:0.1.0", "image: planline:0.0.9"))))
                .containsExactly("images: not all pods run the same");
    }
}
