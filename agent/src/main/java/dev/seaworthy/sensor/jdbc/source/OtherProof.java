package dev.seaworthy.sensor.jdbc.source;

import dev.seaworthy.context.ForeignProperties;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Tells whether a login proves itself by something other than a password, so that an empty one says nothing. */
final class OtherProof {

    /** Kerberos, client certificates, wallets, tokens of a cloud: the drivers' own parameters, in lower case. */
    private static final Set<String> PARAMETERS =
            Set.of(("kerberosservername jaaslogin jaasapplicationname usespnego gsslib sslcert sslkey "
                            + "authenticationplugins defaultauthenticationplugin authenticationpluginclassname "
                            + "clientcertificatekeystoreurl credentialtype serviceprincipalname keystore "
                            + "integratedsecurity authenticationscheme authentication accesstoken msiclientid "
                            + "oracle.net.authentication_services oracle.net.wallet_location "
                            + "oracle.jdbc.tokenauthentication wrapperplugins")
                    .split(" "));

    private OtherProof() {}

    static boolean isIn(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (PARAMETERS.contains(name)) {
                return true;
            }
        }
        return false;
    }

    static boolean isIn(Properties properties) {
        for (String name : ForeignProperties.names(properties)) {
            if (PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
