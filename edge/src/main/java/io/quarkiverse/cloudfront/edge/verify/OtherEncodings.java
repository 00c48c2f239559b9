package io.quarkiverse.cloudfront.edge.verify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;

/**
 * Other spellings of the path and query that may have been signed, because signers, libraries, and browsers encode differently.
 */
record OtherEncodings(RawTarget target) {

    private static final String BEFORE = "the URL was signed before its ";
    private static final String OTHERWISE = "the query string was signed with a percent-encoding other than that of the "
            + "request";

    /** The spellings of the path and query, each with the sentence that explains it. */
    Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        String decodedPath = RawTarget.decoded(target.path());
        String query = String.join("&", target.parameters());
        add(sentences, decodedPath, query, BEFORE + "path was percent-encoded");
        add(sentences, target.path(), RawTarget.decoded(query), BEFORE + "query string was percent-encoded");
        add(sentences, decodedPath, RawTarget.decoded(query), BEFORE + "path and query string were percent-encoded");
        List<UnaryOperator<String>> spellings = List.of(OtherEncodings::marksDecoded, OtherEncodings::encoded,
                value -> marksDecoded(encoded(value)), value -> value.replace("%20", "+"), value -> value.replace("+", "%20"));
        for (UnaryOperator<String> spelling : spellings) {
            add(sentences, target.path(), parameters(spelling), OTHERWISE);
        }
        return sentences;
    }

    private void add(Map<String, String> sentences, String path, String query, String sentence) {
        String other = query.isEmpty() ? path : path + "?" + query;
        if (!other.equals(target.stripped())) {
            sentences.putIfAbsent(other, sentence);
        }
    }

    /** The query with a different spelling of all values. */
    private String parameters(UnaryOperator<String> spelling) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : target.parameters()) {
            int value = parameter.indexOf('=') + 1;
            parameters.add(parameter.substring(0, value) + spelling.apply(parameter.substring(value)));
        }
        return String.join("&", parameters);
    }

    /** Decodes the characters that JavaScript's encodeURIComponent does not encode. Browsers do encode the apostrophe. */
    private static String marksDecoded(String value) {
        return value.replace("%27", "'").replace("%2A", "*").replace("%21", "!").replace("%28", "(").replace("%29", ")");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(RawTarget.decoded(value), StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
