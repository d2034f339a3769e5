package dev.planline.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class WallsTest {

    private static final String[] DECISIONS = {"dev.planline.planner..", "dev.planline.router..", "dev.planline.validator..",
        "dev.planline.graph.."};

    /** Calls a model; what is asked and what the answer is worth is decided outside. */
    private static final String ENDPOINT = "dev.planline.planner.llm.endpoint..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("dev.planline");

    private static void check(ArchRule rule, String reason) {
        rule.because(reason).check(CLASSES);
    }

    @Test
    void theModelKnowsNothing() {
        check(classes().that().resideInAPackage("dev.planline.model..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("dev.planline.model..", "java..", "org.jspecify.."),
                "everything speaks in the words of the model, so it must not change when a library does");
    }

    @Test
    void stagesDoNotKnowEachOther() {
        String[] stages = {"planner", "router", "validator", "sink"};
        for (String stage : stages) {
            for (String other : stages) {
                if (!stage.equals(other)) {
                    check(noClasses().that().resideInAPackage("dev.planline." + stage + "..")
                            .should().dependOnClassesThat().resideInAPackage("dev.planline." + other + ".."),
                            "stages meet on topics only, so that each can be deployed and scaled alone");
                }
            }
        }
    }

    @Test
    void onlyAFewPackagesKnowKafka() {
        check(noClasses().that().resideOutsideOfPackages("dev.planline.wire..", "dev.planline.runtime..", "dev.planline.client..",
                "dev.planline.sink.log..", "dev.planline.embedded..", "dev.planline.chaos..", "dev.planline.cli..")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "kafka.."),
                "a decision must not depend on how its messages travel");
    }

    @Test
    void onlyTheEmbeddedBrokerKnowsKafkasInternals() {
        check(noClasses().that().resideOutsideOfPackage("dev.planline.embedded..")
                .should().dependOnClassesThat(resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..",
                        "org.apache.kafka.raft..")),
                "the internals change with every release");
    }

    @Test
    void decisionsDoNoInputOrOutputAndStartNoThreads() {
        check(noClasses().that().resideInAnyPackage(DECISIONS).and().resideOutsideOfPackage(ENDPOINT).and()
                .haveSimpleNameNotEndingWith("Main").and().haveSimpleNameNotEndingWith("Templates")
                .and().haveSimpleNameNotEndingWith("Index")
                .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .orShould().dependOnClassesThat().haveNameMatching("java\\.util\\.concurrent\\.(Executor|CompletableFuture).*"),
                "a decision is a function: what it says depends on what it is given, and can be tested without a machine around it");
    }

    @Test
    void decisionsAskNoClockAndNoChanceOfTheirOwn() {
        check(noClasses().that().resideInAnyPackage(DECISIONS).and().resideOutsideOfPackage(ENDPOINT).and()
                .haveSimpleNameNotEndingWith("Main")
                .should().callMethod(Instant.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(Math.class, "random")
                .orShould().dependOnClassesThat().belongToAnyOf(Random.class, ThreadLocalRandom.class),
                "the same plan, registry and seed must give the same answer tomorrow");
    }

    @Test
    void onlyTheEndpointOfTheModelKnowsItsClientLibrary() {
        check(noClasses().that().resideOutsideOfPackage(ENDPOINT)
                .should().dependOnClassesThat().resideInAnyPackage("dev.langchain4j.."),
                "the client of one protocol must be replaceable in one place");
    }

    @Test
    void onlyOnePackageKnowsOpenTelemetry() {
        check(noClasses().that().resideOutsideOfPackage("dev.planline.tracing..")
                .should().dependOnClassesThat().resideInAnyPackage("io.opentelemetry.."),
                "what a span is must be the same for all stages, and the library must be replaceable in one place");
    }

    @Test
    void onlyMainsReadTheEnvironmentAndExit() {
        check(noClasses().that().haveSimpleNameNotEndingWith("Main")
                .should().callMethod(System.class, "getenv")
                .orShould().callMethod(System.class, "getenv", String.class)
                .orShould().callMethod(System.class, "exit", int.class),
                "what a class does must follow from what it is given, and whoever calls it must live on");
    }

    @Test
    void onlyTheStopSignalHalts() {
        check(noClasses().that().doNotHaveFullyQualifiedName("dev.planline.process.StopSignal")
                .should().callMethod(Runtime.class, "halt", int.class),
                "only after a signal, when all is drained, may a process end with another code than the signal's");
    }

    @Test
    void whatIsDrawnAndCheckedInAFaultRunKnowsNoProcess() {
        check(noClasses().that()
                .resideInAnyPackage("dev.planline.chaos.workload..", "dev.planline.chaos.fault..", "dev.planline.chaos.check..")
                .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "java.io..", "java.nio.file..", "java.net..")
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class),
                "a run can be drawn again from its seed, and a checker that is wrong is worth nothing, so both are functions with tests of their own");
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.planline.(**)").should().beFreeOfCycles(), "a package that is part of a cycle cannot be read alone");
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        check(noClasses().that().resideOutsideOfPackage("dev.planline.cli..")
                .should().dependOnClassesThat(resideInAPackage("dev.planline.cli..")),
                "workers run without it");
    }
}
