package dev.planline.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials names what is in the program's folder of jars, byte for byte, and nothing else. */
class BillOfMaterialsTest {

    private static final Path BUILT = Path.of("..", "planline", "target");

    private final JsonNode bill = JsonMapper.shared().readTree(BUILT.resolve("sbom.cdx.json").toFile());

    @Test
    void namesEveryJarWithVersionAndDigestAndNoOther() throws IOException, NoSuchAlgorithmException {
        String program = bill.at("/metadata/component/name").asString() + ".jar";
        var named = new TreeMap<String, String>();
        bill.path("components").forEach(component -> named.put(
                component.path("name").asString() + "-" + component.path("version").asString() + ".jar", digestIn(component)));

        Map<String, String> jars = jars();
        assertThat(jars.remove(program)).as("the jar that the bill is of: " + program).isNotNull();
        assertThat(named).isEqualTo(jars);
    }

    @Test
    void saysForEveryComponentWhereAScannerFindsIt() {
        assertThat(bill.path("components").valueStream()).isNotEmpty().allSatisfy(component -> assertThat(component.path("purl").asString())
                .startsWith("pkg:maven/" + component.path("group").asString() + "/" + component.path("name").asString() + "@"
                        + component.path("version").asString()));
    }

    private static String digestIn(JsonNode component) {
        return component.path("hashes").valueStream().filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString()).findFirst().orElse("none");
    }

    private static Map<String, String> jars() throws IOException, NoSuchAlgorithmException {
        var jars = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(BUILT.resolve("planline").resolve("lib"))) {
            for (Path file : files) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                jars.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }
        return jars;
    }
}
