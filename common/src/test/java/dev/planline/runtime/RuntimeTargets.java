package dev.planline.runtime;

import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import dev.planline.wire.EventHeaders;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What the runtime reads besides values, as targets of hostile input. */
public final class RuntimeTargets {

    private RuntimeTargets() {}

    public static List<Target> all() {
        return List.of(
                new Target("committed metadata", 5, List.of(Input.of(CommittedOffset.at(7).toKafka().metadata()), Input.of("p1:AQIDBA")),
                        RuntimeTargets::metadata),
                new Target("traceparent", 3, List.of(Input.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                        RuntimeTargets::traceparent));
    }

    private static Result metadata(Input input) {
        String text = input.text();
        CommittedOffset read = CommittedOffset.from(new OffsetAndMetadata(7, text.substring(0, Math.min(4_096, text.length()))));
        var tracker = new OffsetTracker(read);
        if (!tracker.committed().equals(read)) {
            throw new AssertionError("comes back as " + tracker.committed());
        }
        if (tracker.committed().toKafka().metadata().length() > 4_096) {
            throw new AssertionError("would not fit any more");
        }
        return read.finished().equals(new BitSet()) ? Result.REFUSED : Result.ACCEPTED;
    }

    private static Result traceparent(Input input) {
        var headers = new RecordHeaders();
        headers.add(EventHeaders.TRACEPARENT, input.bytes());
        String read = EventHeaders.traceparent(headers);
        if (read != null && !read.equals(input.text())) {
            throw new AssertionError("read as " + read);
        }
        return read == null ? Result.REFUSED : Result.ACCEPTED;
    }
}
