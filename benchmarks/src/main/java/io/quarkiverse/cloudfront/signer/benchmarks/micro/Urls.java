package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * URLs to sign, created before the measurement.
 */
final class Urls {

    static final String DISTRIBUTION = "https://d111111abcdef8.cloudfront.net";
    static final String RESOURCE = DISTRIBUTION + "/albums/*";
    static final int MANY = 1000;

    private Urls() {
    }

    static String url(int number) {
        return DISTRIBUTION + "/albums/alps-2026/pictures/%08d.jpg?width=1280".formatted(number);
    }

    /** Different URLs. */
    static String[] texts() {
        String[] urls = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            urls[i] = url(i);
        }
        return urls;
    }

    static List<URI> uris() {
        List<URI> uris = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            uris.add(URI.create(url(i)));
        }
        return uris;
    }
}
