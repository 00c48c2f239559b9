package io.quarkiverse.cloudfront.signer.applications;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * A DTO with a signed field. Like a record, it contains the unsigned URL in its {@code toString()}.
 */
public class Photo {

    private final int id;
    private final String image;

    public Photo(int id, String image) {
        this.id = id;
        this.image = image;
    }

    public int getId() {
        return id;
    }

    @SignedResource
    public String getImage() {
        return image;
    }

    @Override
    public String toString() {
        return id + " " + image;
    }
}
