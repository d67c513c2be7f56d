package dev.howdah.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the manifest of the jar that holds the program. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"howdah " + (version == null ? "(not packaged)" : version)};
    }
}
