package dev.planline.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority, made with the JDK's keytool, and the certificate of a broker at 127.0.0.1 that it has signed.
 *
 * @param store the broker's, PKCS12
 * @param authority what clients trust, PEM
 * @param stranger another authority, which has signed nothing, PEM
 */
record Certificates(Path store, Path authority, Path stranger) {

    static final String PASSWORD = "store-of-the-broker";

    static Certificates in(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("broker.p12");
        Path other = folder.resolve("stranger.p12");
        authority(store, "authority");
        keytool(store, "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=broker", "-signer", "authority", "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        Path authority = exported(store, folder.resolve("authority.pem"));
        keytool(store, "-delete", "-alias", "authority"); // a broker shows the first certificate of its store
        authority(other, "stranger");
        return new Certificates(store, authority, exported(other, folder.resolve("stranger.pem")));
    }

    private static void authority(Path store, String name) throws IOException, InterruptedException {
        keytool(store, "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c=ca:true");
    }

    private static Path exported(Path store, Path file) throws IOException, InterruptedException {
        keytool(store, "-exportcert", "-rfc", "-alias", "authority", "-file", file.toString());
        return file;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-keystore",
                store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    }

    /** What the broker is told of it. */
    Map<String, String> ofBroker() {
        return Map.of("ssl.keystore.type", "PKCS12", "ssl.keystore.location", store.toString(), "ssl.keystore.password", PASSWORD,
                "ssl.key.password", PASSWORD);
    }
}
