package io.quarkiverse.cloudfront.signer.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quarkiverse.cloudfront.signer.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The verifier is independent of the signer, and works in any kind of test. */
    @ArchTest
    static final ArchRule it_knows_the_edge_alone = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            "io.quarkiverse.cloudfront.signer.test", "io.quarkiverse.cloudfront.edge.verify..", "io.quarkus.test.common",
            "org.eclipse.microprofile.config", "org.jspecify..", "java..")
            .because("the verifier works in any kind of test. Use the JDK and edge.verify only");

    /** {@code @Nullable} marks what may be null, and the build checks the rest. */
    @ArchTest
    static void packages_areNullMarked(JavaClasses test) {
        assertThat(test.stream().map(JavaClass::getPackage).distinct()).isNotEmpty()
                .allMatch(part -> part.isAnnotatedWith(NullMarked.class));
    }
}
