package io.quarkiverse.cloudfront.signer.deployment.golive;

/**
 * The text to copy for one tool.
 *
 * @param title the tool's name
 * @param file a name for the file
 * @param mode the language, by its name in Dev UI's editor
 */
record GoLiveText(String title, String file, String mode, String text) {
}
