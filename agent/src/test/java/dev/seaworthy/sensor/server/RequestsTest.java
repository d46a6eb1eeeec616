package dev.seaworthy.sensor.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=x, true",
        "Multipart/Form-Data, true",
        "image/png, true",
        "application/octet-stream, true",
        "application/json, false",
        "application/vnd.api+json; charset=utf-8, false",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, true",
        "application/x-www-form-urlencoded, false",
        "text/plain, false",
        ", false"
    })
    void knows_a_request_that_carries_a_file(String contentType, boolean upload) {
        assertThat(Requests.isUpload(contentType)).isEqualTo(upload);
    }
}
