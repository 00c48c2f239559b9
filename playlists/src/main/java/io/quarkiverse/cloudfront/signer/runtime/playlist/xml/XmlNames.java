package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Limits the different names in one document, because the parser keeps each of them until the end of the document.
 */
public final class XmlNames {

    /** A generous limit, because all schemas of DASH together have about 300 names. */
    private static final int MOST = 1_000;

    private final Set<XmlElement.Name> names = new HashSet<>();

    /**
     * Must be called for each element.
     */
    public void add(XmlElement element) {
        element.forEachName(this::add);
    }

    /**
     * Must be called for each processing instruction.
     */
    public void add(String target) {
        add(new XmlElement.Name("", target, ""));
    }

    private void add(XmlElement.Name name) {
        if (names.add(name) && names.size() > MOST) {
            throw Failure.ofPlaylist("the DASH manifest has more than " + MOST + " different names of elements and attributes");
        }
    }
}
