package org.acme.gallery

import io.quarkiverse.cloudfront.signer.SignedResource

// tag::photo[]
data class Photo(val title: String, @field:SignedResource val image: String)
// end::photo[]
