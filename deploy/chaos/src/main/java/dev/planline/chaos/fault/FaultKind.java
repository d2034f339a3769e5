package dev.planline.chaos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may go wrong on purpose. */
public enum FaultKind {
    /** A worker ends in the middle of whatever it does (SIGKILL). */
    WORKER_KILL(Victim.WORKER),
    /** A worker stands still and goes on later, not knowing that it did (SIGSTOP, SIGCONT). */
    WORKER_PAUSE(Victim.WORKER),
    /** All workers of a stage are told to end and are started again, one after the other (SIGTERM). */
    WORKER_RESTART(Victim.WORKER),
    /** A broker ends in the middle of whatever it does (SIGKILL). */
    BROKER_KILL(Victim.BROKER),
    /** The broker that leads a partition of the plans ends (SIGKILL). */
    LEADER_KILL(Victim.BROKER),
    /** All brokers but one end at once (SIGKILL), so that nobody can write. */
    MAJORITY_KILL(Victim.BROKER),
    /** A broker stands still and goes on later (SIGSTOP, SIGCONT). */
    BROKER_PAUSE(Victim.BROKER),
    /** All brokers are told to end and are started again, one after the other (SIGTERM). */
    BROKER_RESTART(Victim.BROKER),
    /** The disk of a broker is full; it is started again when there is room. */
    DISK_FULL(Victim.BROKER),
    /** All connections to a broker are reset, and new ones refused. */
    NET_DROP(Victim.BROKER),
    /** What goes to and from a broker comes late. */
    NET_DELAY(Victim.BROKER),
    /** A broker hears, and nobody hears it. */
    NET_HALF_OPEN(Victim.BROKER),
    /** Connections to a broker are reset in the middle of what they carry. */
    NET_RESET(Victim.BROKER),
    /** Connections to a broker stand, and nothing gets through. */
    NET_BLACKHOLE(Victim.BROKER);

    private final Victim victim;

    FaultKind(Victim victim) {
        this.victim = victim;
    }

    /** Whom it befalls. */
    public enum Victim {
        /** The workers, which a run always starts itself. */
        WORKER,
        /** The brokers, as far as the run has started them itself. */
        BROKER
    }

    /** Whom it befalls. */
    public Victim victim() {
        return victim;
    }

    /** The name that people write, for example {@code worker-kill}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of all of them. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(FaultKind::label).toList();
    }

    /** All that befall these. */
    public static List<FaultKind> of(Victim victim) {
        return List.of(values()).stream().filter(kind -> kind.victim == victim).toList();
    }
}
