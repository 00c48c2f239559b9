package io.quarkiverse.cloudfront.signer.applications.panache;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An entity without signed fields. */
@Entity
public class Note extends PanacheEntityBase {

    @Id
    public long id;

    public String text;
}
