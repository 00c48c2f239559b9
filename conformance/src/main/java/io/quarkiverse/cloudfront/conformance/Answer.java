package io.quarkiverse.cloudfront.conformance;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.cli.http.RawResponse;
import io.quarkiverse.cloudfront.cli.output.Json;

/**
 * The distribution's answer to a question.
 *
 * @param answer the answer in the form of {@link Question#expected()}; empty if the question was not asked
 * @param body the body of a refusal, or of a response from the function, without secrets
 * @param notAsked the reason why the question was not asked
 */
record Answer(Question question, Optional<String> answer, Optional<String> body, Optional<String> notAsked) {

    static Answer of(Question question, RawResponse response, Placeholders secrets) {
        String answer = response.answer();
        boolean worthKeeping = !answer.equals(RawResponse.SERVED) || question.is("record") || question.text("body").isPresent();
        return new Answer(question, Optional.of(answer),
                worthKeeping ? Optional.of(secrets.withoutSecrets(response.body())) : Optional.empty(), Optional.empty());
    }

    boolean asked() {
        return answer.isPresent();
    }

    boolean isExpected() {
        Optional<String> expected = question.text("body");
        return answer.filter(question.expected()::equals).isPresent() && (expected.isEmpty() || expected.equals(body));
    }

    /** Describes the expected and the actual answer, for people. */
    String describe() {
        String difference = answer.filter(question.expected()::equals).isPresent() ? "the text of the answer differs"
                : "expected " + question.expected() + ", answered " + answer.orElse("nothing");
        return question.id() + ": " + difference + ". " + question.text("asks").orElseThrow();
    }

    Map<String, Object> json() {
        return Json.object("id", question.id(), "answer", answer, "expected", question.expected(), "notAsked", notAsked, "body",
                body);
    }
}
