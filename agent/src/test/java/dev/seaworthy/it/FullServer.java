package dev.seaworthy.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Says in the words of MySQL, Oracle or SQL Server that there are too many connections, to whoever comes. Where no such
 * server can run, this shows that a real driver is seen and its URL understood.
 */
final class FullServer implements AutoCloseable {

    /** Says its refusal to one client. */
    private interface Refusal {
        void say(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Refusal refusal;

    private FullServer(Refusal refusal) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.refusal = refusal;
        Thread thread = new Thread(this::serve, "full server");
        thread.setDaemon(true);
        thread.start();
    }

    /** An error packet in place of the greeting. */
    static FullServer mysql() throws IOException {
        return new FullServer((in, out) -> {
            byte[] said = "Too many connections".getBytes(StandardCharsets.US_ASCII);
            out.write(new byte[] {(byte) (said.length + 3), 0, 0, 0, (byte) 0xff, 0x10, 0x04});
            out.write(said);
        });
    }

    /** A TNS packet that refuses. */
    static FullServer oracle() throws IOException {
        return new FullServer((in, out) -> {
            in.readNBytes(new DataInputStream(in).readUnsignedShort() - 2);
            byte[] said =
                    ("(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=12516)(ERROR_STACK=(ERROR=(CODE=12516)(EMFI=4))))")
                            .getBytes(StandardCharsets.US_ASCII);
            int length = said.length + 12;
            out.write(new byte[] {(byte) (length >> 8), (byte) length, 0, 0, 4, 0, 0, 0, 0x22, 0});
            out.write(new byte[] {(byte) (said.length >> 8), (byte) said.length});
            out.write(said);
        });
    }

    /** No encryption before the login, then error 17809. */
    static FullServer sqlServer() throws IOException {
        return new FullServer((in, out) -> {
            readTds(in);
            byte[] offers = {0, 0, 11, 0, 6, 1, 0, 17, 0, 1, (byte) 0xff, 15, 0, 7, (byte) 0xd0, 0, 0, 2};
            writeTds(out, offers);
            readTds(in);
            byte[] said = "Could not connect: the limit is reached.".getBytes(StandardCharsets.UTF_16LE);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int length = 4 + 2 + 2 + said.length + 2 + 4;
            answer.write(new byte[] {(byte) 0xaa, (byte) length, (byte) (length >> 8)});
            answer.write(new byte[] {(byte) 0x91, 0x45, 0, 0, 1, 16});
            answer.write(new byte[] {(byte) (said.length / 2), 0});
            answer.write(said);
            answer.write(new byte[] {0, 0, 1, 0, 0, 0});
            answer.write(new byte[] {(byte) 0xfd, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            writeTds(out, answer.toByteArray());
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                refusal.say(client.getInputStream(), client.getOutputStream());
                client.getOutputStream().flush();
                client.shutdownOutput();
                client.setSoTimeout(5_000);
                client.getInputStream().readAllBytes();
            } catch (IOException gone) {
                continue;
            }
        }
    }

    private static void readTds(InputStream in) throws IOException {
        byte[] head = in.readNBytes(8);
        in.readNBytes(((head[2] & 0xff) << 8 | head[3] & 0xff) - 8);
    }

    private static void writeTds(OutputStream out, byte[] body) throws IOException {
        int length = body.length + 8;
        out.write(new byte[] {4, 1, (byte) (length >> 8), (byte) length, 0, 0, 1, 0});
        out.write(body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
