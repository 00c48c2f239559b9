package io.quarkiverse.cloudfront.signer.applications.panache;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.quarkiverse.cloudfront.signer.SignedResource;

/** An entity with a signed field, in a repository. */
@Entity
public class Album {

    @Id
    public long id;

    @SignedResource
    public String cover;
}
