package io.quarkiverse.cloudfront.signer.applications.panache;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.hibernate.orm.rest.data.panache.PanacheEntityResource;

/** An annotated endpoint whose implementation is generated. */
public interface NotesResource extends PanacheEntityResource<Note, Long> {

    @Override
    @SignedResource
    Note get(Long id);
}
