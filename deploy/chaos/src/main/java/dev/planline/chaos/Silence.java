package dev.planline.chaos;

import dev.planline.chaos.fault.Incident;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which no task ended.
 *
 * @param seconds how long it was
 * @param during the faults that there were then, in the order in which they began
 */
public record Silence(double seconds, List<String> during) {

    public Silence {
        during = List.copyOf(during);
    }

    static Silence between(long from, long to, List<Incident> incidents) {
        return new Silence((to - from) / 1e9, incidents.stream().filter(incident -> incident.within(from, to))
                .sorted(Comparator.comparingLong(incident -> incident.from() - from)).map(incident -> incident.kind().label()).toList());
    }
}
