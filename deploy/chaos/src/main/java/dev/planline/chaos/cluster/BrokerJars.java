package dev.planline.chaos.cluster;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the Kafka is that the brokers run; it is of another release than the clients, and so in a folder of its own ({@code deploy/brokers}). */
final class BrokerJars {

    /** A build sets it; the program that is built has the folder beside the one of its jars. */
    private static final String PROPERTY = "planline.brokers";

    private BrokerJars() {}

    /** Whether they are there; the image, for one, does not have them. */
    static boolean present() {
        return Files.isDirectory(folder());
    }

    /** The class path of a broker. */
    static String classPath() {
        Path folder = folder();
        return folder + File.pathSeparator + folder.resolve("*");
    }

    /** Where they are, or would be. */
    static Path folder() {
        String set = System.getProperty(PROPERTY);
        if (set != null) {
            return Path.of(set);
        }
        try {
            Path jar = Path.of(BrokerJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolve("../../brokers").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("BUG: the place of a jar is no path", e);
        }
    }
}
