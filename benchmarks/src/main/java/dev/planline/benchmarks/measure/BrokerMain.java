package dev.planline.benchmarks.measure;

import dev.planline.embedded.LocalKafka;
import java.io.IOException;

/** A broker in a process of its own, until its standard input ends. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Prints where it is. */
    public static void main(String[] args) throws IOException {
        try (LocalKafka kafka = LocalKafka.temporary()) {
            System.out.println(ChildJvm.ANSWER + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // nobody writes; the end of the stream is the end of the parent
            }
        }
    }
}
