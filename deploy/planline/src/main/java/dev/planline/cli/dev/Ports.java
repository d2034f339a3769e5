package dev.planline.cli.dev;

import dev.planline.cli.console.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks at ports before anything is started that would need them. */
final class Ports {

    private Ports() {}

    /** Refuses a port of loopback that is taken. */
    static void requireFree(int port, String option) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw CommandFailed.because("port " + port + " is taken; is Planline running already? Choose another with " + option);
        }
    }
}
