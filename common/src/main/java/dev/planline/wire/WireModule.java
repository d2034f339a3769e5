package dev.planline.wire;

import dev.planline.model.Condition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.MapType;

/** Teaches Jackson how our records, enums, times and conditions are read and written. */
final class WireModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class literal of an enum's base has no type argument
    WireModule() {
        super("planline");
        addSerializer(Condition.class, new WireConditions.Serializer());
        addSerializer((Class) Enum.class, new WireEnums.Serializer());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Strict());
    }

    private static final class Strict extends Deserializers.Base {

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type.isRecord() || type.isEnum() || type == Condition.class || type == Instant.class || type == Object.class
                    || type == Map.class;
        }

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
                BeanDescription.Supplier description) {
            if (type.hasRawClass(Condition.class)) {
                return new WireConditions.Deserializer();
            }
            if (type.hasRawClass(Instant.class)) {
                return new WireTimes();
            }
            if (type.isJavaLangObject()) {
                return new FreeForm.Any();
            }
            return type.isRecordType() ? new RecordDeserializer(type.getRawClass()) : null;
        }

        @Override
        public @Nullable ValueDeserializer<?> findMapDeserializer(MapType type, DeserializationConfig config,
                BeanDescription.Supplier description,
                @Nullable KeyDeserializer keys, @Nullable TypeDeserializer types, @Nullable ValueDeserializer<?> values) {
            return type.hasRawClass(Map.class) ? new FreeForm.ByName(type.getContentType()) : null;
        }

        @Override
        @SuppressWarnings("unchecked") // asked for enums only
        public ValueDeserializer<?> findEnumDeserializer(JavaType type, DeserializationConfig config,
                BeanDescription.Supplier description) {
            return new WireEnums.Deserializer((Class<? extends Enum<?>>) type.getRawClass());
        }
    }
}
