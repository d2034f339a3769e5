package dev.planline.sink.pool;

import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents and rules as last seen on the log. */
public final class Registry {

    private static final JsonMapper JSON = new JsonMapper();

    private final Store store;

    /** The registry in this store. */
    public Registry(Store store) {
        this.store = store;
    }

    /** The entries of a topic, {@code agents} or {@code rules}, by name. */
    public List<JsonNode> list(String kind) {
        return store.read(connection -> Sql.all(connection, "SELECT json FROM registry WHERE kind = ? ORDER BY name",
                row -> JSON.readTree(Quota.charged(row.getString(1))), kind));
    }
}
