package io.quarkiverse.cloudfront.signer.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quarkiverse.cloudfront.signer.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** So that it verifies independently of the signer, and in tests of any kind. */
    @ArchTest
    static final ArchRule it_knows_the_edge_alone = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            "io.quarkiverse.cloudfront.signer.test", "io.quarkiverse.cloudfront.edge.verify", "io.quarkus.test.common",
            "java..");
}
