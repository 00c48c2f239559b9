package io.quarkiverse.cloudfront.signer.applications.panache;

import io.quarkus.hibernate.orm.rest.data.panache.PanacheEntityResource;
import io.quarkus.rest.data.panache.ResourceProperties;

/** Generated endpoints without signed fields and annotations, which are allowed. */
@ResourceProperties(path = "plain-notes")
public interface PlainNotesResource extends PanacheEntityResource<Note, Long> {
}
