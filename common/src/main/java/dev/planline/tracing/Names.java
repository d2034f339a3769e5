package dev.planline.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of spans, as the conventions for messaging and Kafka name them. */
final class Names {

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<String> KEY = AttributeKey.stringKey("messaging.kafka.message.key");
    static final AttributeKey<Boolean> TOMBSTONE = AttributeKey.booleanKey("messaging.kafka.message.tombstone");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");

    /** Which call of the handler it was, from 1. */
    static final AttributeKey<Long> CALL = AttributeKey.longKey("planline.call");

    /** Why a worker holds back. */
    static final AttributeKey<String> REASON = AttributeKey.stringKey("planline.reason");

    static final String KAFKA = "kafka";
    static final String PROCESS = "process";
    static final String SEND = "send";
    static final String EXCEPTION = "exception";
    static final String HELD_BACK = "held back";

    private Names() {}
}
