package dev.planline.image;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What compose.yaml says, as far as tests need it.
 *
 * @param services by name, in the order of the file
 */
record ComposeFile(Map<String, Service> services) {

    /** The file in this folder. */
    static final Path FILE = Path.of("compose.yaml");

    /**
     * One service.
     *
     * @param ports as {@code address:port:port}
     * @param gracePeriod time between SIGTERM and SIGKILL, as it is written
     */
    record Service(String image, List<String> command, Map<String, String> environment, List<String> ports, List<String> volumes,
            boolean readOnly, List<String> tmpfs, List<String> dropped, List<String> security, String gracePeriod) {

        /** The role that it has, if it runs our image. */
        String role() {
            return command.isEmpty() ? "" : command.getFirst();
        }
    }

    static ComposeFile read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            var services = new LinkedHashMap<String, Service>();
            map(document, "services").forEach((name, service) -> services.put(name, service((Map<?, ?>) service)));
            return new ComposeFile(services);
        }
    }

    /** Those that run our image. */
    Map<String, Service> ours() {
        var ours = new LinkedHashMap<String, Service>(services);
        ours.values().removeIf(service -> !service.image().startsWith("planline:"));
        return ours;
    }

    private static Service service(Map<?, ?> service) {
        var environment = new LinkedHashMap<String, String>();
        map(service, "environment").forEach((name, value) -> environment.put(name, value.toString()));
        return new Service((String) service.get("image"), list(service, "command"), environment, list(service, "ports"),
                list(service, "volumes"), Boolean.TRUE.equals(service.get("read_only")), list(service, "tmpfs"),
                list(service, "cap_drop"), list(service, "security_opt"), String.valueOf(service.get("stop_grace_period")));
    }

    private static Map<String, Object> map(Map<?, ?> parent, String key) {
        var map = new LinkedHashMap<String, Object>();
        if (parent.get(key) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> map.put((String) name, value));
        }
        return map;
    }

    private static List<String> list(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof List<?> found ? found.stream().map(Object::toString).toList() : List.of();
    }
}
