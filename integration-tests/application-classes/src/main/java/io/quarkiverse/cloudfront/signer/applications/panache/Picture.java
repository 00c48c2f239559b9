package io.quarkiverse.cloudfront.signer.applications.panache;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An entity with a signed field. */
@Entity
public class Picture extends PanacheEntityBase {

    @Id
    public long id;

    @SignedResource
    public String image;
}
