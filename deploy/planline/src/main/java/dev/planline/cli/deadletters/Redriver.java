package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Who redrives. */
final class Redriver {

    private static final int LONGEST = 200;

    private Redriver() {}

    /** The name for the record: what is given, else user@host. */
    static String name(@Nullable String given) {
        if (given == null) {
            return System.getProperty("user.name", "unknown") + "@" + host();
        }
        if (given.isBlank() || given.length() > LONGEST || given.chars().anyMatch(Character::isISOControl)) {
            throw CommandFailed.badInput("--by: must be a name of 1 to " + LONGEST + " characters in one line");
        }
        return given;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
