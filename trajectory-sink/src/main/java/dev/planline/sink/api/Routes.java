package dev.planline.sink.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of routes. */
record Routes(List<Route> all) {

    static final Routes NONE = new Routes(List.of());

    /** What a request meets: a route, and what stands for the braces of its path. */
    record Match(Route route, Map<String, String> path) {}

    /** What a request meets; if nothing is there, a route that says so to those who may read. */
    Match find(String method, String rawPath) {
        String other = "";
        for (Route route : all) {
            Optional<Map<String, String>> path = route.match(rawPath);
            if (path.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match(route, path.get());
                }
                other = route.method();
            }
        }
        ApiError nothing = other.isEmpty()
                ? ApiError.notFound("there is nothing at " + rawPath, "GET /v1/openapi.yaml lists what there is")
                : ApiError.wrongMethod(other);
        return new Match(Route.get(ApiMeters.NONE, request -> {
            throw nothing;
        }), Map.of());
    }
}
