package dev.planline.cli.pool;

import dev.planline.model.Trajectory;
import dev.planline.redaction.Redactor;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;

/** Takes secrets out of trajectories before they are sent, and counts. Not thread-safe. */
final class Redaction {

    private final Codec codec = new Codec();
    private final boolean wanted;
    private long texts;
    private final Redactor redactor = new Redactor(found -> texts += found);

    Redaction(boolean wanted) {
        this.wanted = wanted;
    }

    /** The trajectory as it may be sent. */
    Trajectory apply(Trajectory trajectory) {
        if (!wanted) {
            return trajectory;
        }
        long before = texts;
        byte[] redacted = redactor.redact(codec.encode(trajectory));
        return texts == before ? trajectory : decoded(redacted);
    }

    /** How many texts held a secret. */
    long texts() {
        return texts;
    }

    private Trajectory decoded(byte[] json) {
        return switch (codec.decode(Trajectory.class, json)) {
            case Decoded.Value<Trajectory>(Trajectory trajectory) -> trajectory;
            case Decoded.Malformed<Trajectory> malformed ->
                throw new IllegalStateException("BUG: what was redacted does not decode: " + malformed.message());
        };
    }
}
