package dev.planline.cli;

import dev.planline.client.Topics;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands. */
@Command(name = "planline", mixinStandardHelpOptions = true, versionProvider = PlanlineCommand.Version.class, synopsisSubcommandLabel = "COMMAND", description = "Plans, routes and validates the tasks of AI agents on Apache Kafka.", footer = {
    "", "Begin with 'planline demo', or 'planline dev' and then 'planline submit --goal \"...\" --wait' beside it.",
    "From the sources, 'planline bench' measures Planline beside its peers."})
final class PlanlineCommand {

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Shows where in the program an error comes from.")
    private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }

    /** The version from the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "planline " + Objects.requireNonNullElse(Topics.class.getPackage().getImplementationVersion(), "(not packaged)")};
        }
    }
}
