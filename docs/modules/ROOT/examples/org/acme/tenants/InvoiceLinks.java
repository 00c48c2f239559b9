package org.acme.tenants;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

@ApplicationScoped
public class InvoiceLinks {

    // tag::tenant[]
    @Inject
    CloudFrontSigner signer;

    String link(String tenant, int invoice) {
        return signer.forTenant(tenant).sign("/invoices/" + invoice + ".pdf");
    }
    // end::tenant[]
}
