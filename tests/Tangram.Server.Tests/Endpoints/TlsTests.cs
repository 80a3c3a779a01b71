using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>Every port over TLS, with a certificate made for the test.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly X509Certificate2 _certificate = Certificate();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TlsTests() => File.WriteAllText(_file, $"{_certificate.ExportCertificatePem()}\n{_certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");

    public void Dispose()
    {
        File.Delete(_file);
        _certificate.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_http_port_speaks_the_version_that_the_client_proposes(string version)
    {
        await using var server = await TestServer.StartAsync(certificate: _file);
        using var client = Trusting();
        foreach (var address in (Uri[])[new(server.Client.BaseAddress!, "/v2"), server.Metrics])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await client.SendAsync(request, Token);

            Assert.Equal(("https", HttpStatusCode.OK, version), (address.Scheme, response.StatusCode, response.Version.ToString()));
        }
    }

    [Fact]
    public async Task The_grpc_port_speaks_http_2_alone()
    {
        await using var server = await TestServer.StartAsync(certificate: _file);
        using var client = Trusting();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Grpc, "/v2")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await client.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Grpc, "/v2"), Token));
    }

    [Fact]
    public async Task Plain_http_gets_nothing_and_the_server_goes_on()
    {
        await using var server = await TestServer.StartAsync(certificate: _file);
        using var client = Trusting();
        var plain = new UriBuilder(server.Client.BaseAddress!) { Scheme = "http", Path = "/v2" }.Uri;

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(plain, Token));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(server.Client.BaseAddress!, "/v2"), Token)).StatusCode);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    // Trusts this certificate and no other.
    private HttpClient Trusting() => new(new SocketsHttpHandler
    {
        SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString() },
    });
}
