package io.quarkiverse.cloudfront.signer.applications;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * The complete response to a viewer, with everything that left the application.
 */
record Answer(int status, Map<String, List<String>> headers, String body) {

    static Answer of(HttpResponse<String> response) {
        HttpHeaders headers = response.headers();
        return new Answer(response.statusCode(), headers.map(), response.body());
    }

    /** For frameworks without statuses and headers. */
    static Answer message(String text) {
        return new Answer(200, Map.of(), text);
    }

    /** A refusal in the form of the framework, with its whole text. */
    static Answer refusal(String text) {
        return new Answer(500, Map.of(), text);
    }

    List<String> cookies() {
        return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("set-cookie"))
                .flatMap(header -> header.getValue().stream()).toList();
    }

    String text() {
        return headers + "\n" + body;
    }

    /** Short enough for a report with many responses. */
    @Override
    public String toString() {
        String shown = body.length() > 200 ? body.substring(0, 200) + "…" : body;
        return status + " " + headers.getOrDefault("content-type", List.of()) + " " + shown;
    }

    /** Whether the framework reported a failure. GraphQL does so with status 200. */
    boolean failed() {
        return status >= 400 || body.contains("\"errors\":[");
    }
}
