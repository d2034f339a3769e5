package dev.planline.planner.llm.endpoint;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;

/** How the client library is told what to send. */
final class Protocol {

    private Protocol() {}

    static ChatModel model(EndpointSettings settings, HttpClient transport) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(new Given(transport))
                .baseUrl(settings.baseUrl())
                .apiKey(settings.key())
                .modelName(settings.model())
                .temperature(settings.temperature())
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    static ChatRequest request(Question question) {
        JsonSchema schema = JsonSchema.builder().name("answer").rootElement(JsonRawSchema.from(question.schema())).build();
        return ChatRequest.builder()
                .messages(SystemMessage.from(question.instructions()), UserMessage.from(question.data()))
                .responseFormat(ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema).build())
                .build();
    }

    /** Builds a transport that is there already; its time is bounded by what is left of the session. */
    private record Given(HttpClient transport) implements HttpClientBuilder {

        private static final Duration UNUSED = Duration.ofDays(1);

        @Override
        public Duration connectTimeout() {
            return UNUSED;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return UNUSED;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return transport;
        }
    }
}
