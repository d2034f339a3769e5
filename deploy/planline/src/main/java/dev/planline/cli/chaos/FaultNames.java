package dev.planline.cli.chaos;

import dev.planline.chaos.fault.FaultKind;
import dev.planline.cli.console.CommandFailed;
import dev.planline.text.Names;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which faults are meant: names as {@code worker-kill}, or {@code workers}, {@code brokers}, {@code all}, {@code none}. */
final class FaultNames {

    static final String NONE = "none";
    static final String ALL = "all";

    private FaultNames() {}

    static List<FaultKind> read(List<String> names) {
        Set<FaultKind> kinds = new LinkedHashSet<>();
        names.forEach(name -> kinds.addAll(read(name)));
        return List.copyOf(kinds);
    }

    private static List<FaultKind> read(String name) {
        return switch (name) {
            case NONE -> List.of();
            case ALL -> List.of(FaultKind.values());
            case "workers" -> FaultKind.of(FaultKind.Victim.WORKER);
            case "brokers" -> FaultKind.of(FaultKind.Victim.BROKER);
            default -> List.of(one(name));
        };
    }

    private static FaultKind one(String name) {
        List<String> known = FaultKind.labels();
        return Arrays.stream(FaultKind.values()).filter(kind -> kind.label().equals(name)).findFirst()
                .orElseThrow(() -> CommandFailed.badInput("--faults: unknown fault \"" + name + "\"" + Names.didYouMean(name, known)
                        + "; known are " + known.stream().collect(Collectors.joining(", ")) + ", workers, brokers, all, none"));
    }

    /** Those that only brokers of our own can meet. */
    static @Nullable String ofBrokers(List<FaultKind> kinds) {
        return kinds.stream().filter(kind -> kind.victim() == FaultKind.Victim.BROKER).map(FaultKind::label).findFirst().orElse(null);
    }
}
