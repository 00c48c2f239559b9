package io.quarkiverse.cloudfront.signer.rest;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FieldsTest extends FieldsContract {
}
