package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.Comparator;
import java.util.List;

/**
 * The requirements that one signer places on its distribution, and the places that use this signer.
 *
 * @param places the places in sorted order
 */
record SignerContent(PrivateContent content, List<Place> places) {

    /**
     * A method, field, template, or property that defines which resource is private.
     *
     * @param name the name of the place in messages
     * @param resource the template of the resource; empty if it is known only when a URL is signed
     * @param cookies whether viewers get cookies for the resource
     */
    record Place(String name, String resource, boolean cookies) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::name).thenComparing(Place::resource)
                .thenComparing(Place::cookies);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
