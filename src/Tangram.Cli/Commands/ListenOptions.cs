using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Server.Options;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>Where a server listens, to whom, and how much it takes.</summary>
internal sealed class ListenOptions
{
    private const int MiB = 1 << 20;

    private readonly Option<int> _port = Port("--port", "HTTP", 8000);
    private readonly Option<int> _grpc = Port("--grpc-port", "gRPC", 8001);
    private readonly Option<int> _metrics = Port("--metrics-port", "metrics", 8002);
    private readonly Option<IPAddress> _address = new("--address") { Description = "Address to listen on; 127.0.0.1 unless given", HelpName = "IP", CustomParser = ParseAddress, DefaultValueFactory = _ => IPAddress.Loopback };
    private readonly Option<string?> _keys = new("--api-keys") { Description = "File with a key on each line; requests other than for health have to bring one", HelpName = "FILE" };
    private readonly Option<string?> _certificate = new("--tls-certificate") { Description = "Certificate in PEM; every port speaks TLS then", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "The certificate's key in PEM; in the certificate's file unless given", HelpName = "FILE" };
    private readonly Option<int> _body = new("--max-body") { Description = "Largest request body in MiB; 32 unless given", HelpName = "MIB", DefaultValueFactory = _ => 32 };

    public ListenOptions() => Options.Require(_body, v => v is >= 1 and <= 1024, "a whole number from 1 to 1024");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _grpc, _metrics, _address, _keys, _certificate, _key, _body])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    /// <exception cref="InvalidFileException">A file is missing or not what it should be.</exception>
    public ServerOptions Read(ParseResult parsed)
    {
        var (certificate, key) = (parsed.GetValue(_certificate), parsed.GetValue(_key));
        CheckCertificate(certificate, key);
        return new ServerOptions
        {
            Address = parsed.GetValue(_address)!,
            Port = parsed.GetValue(_port),
            GrpcPort = parsed.GetValue(_grpc),
            MetricsPort = parsed.GetValue(_metrics),
            ApiKeys = parsed.GetValue(_keys) is { } file ? Keys(file) : [],
            TlsCertificate = certificate,
            TlsKey = key,
            Limits = new ConnectionLimits { MaxBodyBytes = (long)parsed.GetValue(_body) * MiB },
        };
    }

    private static Option<int> Port(string name, string use, int usual)
    {
        var option = new Option<int>(name) { Description = $"Port for {use}, 0 for a free one; {usual} unless given", DefaultValueFactory = _ => usual, HelpName = "N" };
        Options.Require(option, p => p is >= 0 and <= 65535, "a port from 0 to 65535");
        return option;
    }

    private static string[] Keys(string file)
    {
        string[] keys = [.. TextFile.Read(file, "write a key on each of its lines").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        return keys.Length > 0 ? keys : throw new InvalidFileException($"{file}: holds no key; a key is a line of text that does not begin with '#'");
    }

    private static void CheckCertificate(string? certificate, string? key)
    {
        if (certificate is null)
        {
            if (key is not null)
            {
                throw new InvalidFileException($"{key}: is a key without a certificate; give --tls-certificate too");
            }

            return;
        }

        TextFile.Read(certificate, "give a certificate in PEM");
        TextFile.Read(key ?? certificate, "give the certificate's key in PEM");
        try
        {
            X509Certificate2.CreateFromPemFile(certificate, key ?? certificate).Dispose();
        }
        catch (CryptographicException fault)
        {
            throw new InvalidFileException($"{certificate}: is not a certificate with its key in PEM: {fault.Message}", fault);
        }
    }

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
        {
            return address;
        }

        result.AddError($"--address: '{result.Tokens[0].Value}' is not an IP address such as 127.0.0.1 or 0.0.0.0");
        return null;
    }
}
