using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ml.Net.Mlp.Samples.Draw;
using Ml.Net.Mlp.Samples.Tests.Support;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>The server of the page: what it answers, and what it refuses.</summary>
public sealed class DrawServerTests : IAsyncLifetime, IDisposable
{
    private const string Bytes = "application/octet-stream";
    private const string Dot = """{ "strokes": [[0.5, 0.5]] }""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private DrawServer _server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder.Path);
        TinyModel.SavePictures(_folder["tiny.zip"]);
        _server = await DrawServer.StartAsync(new ModelShelf([_folder["tiny.zip"]], null), port: 0);
        _client.BaseAddress = _server.Address;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/draw.css", "text/css")]
    [InlineData("/page.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task The_page_and_its_files_may_load_nothing_from_elsewhere(string path, string type)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'; script-src 'self';").And.NotContain("unsafe");
        (await answer.Content.ReadAsStringAsync()).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Should().NotContain("//www").And.NotContain("http:").And.NotContain("https:");
    }

    [Fact]
    public void It_listens_on_this_computer_only() => IPAddress.Parse(_server.Address.Host).Should().Be(IPAddress.Loopback);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    public async Task Other_hosts_are_refused(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host.Replace("{0}", $"{_server.Address.Port}", StringComparison.Ordinal);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Error(answer)).Should().Be($"This page is for this computer only, at http://127.0.0.1:{_server.Address.Port}/.");
    }

    [Fact]
    public async Task It_answers_to_the_name_localhost()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = $"localhost:{_server.Address.Port}";

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Only_the_page_itself_may_send(string? origin)
    {
        using var answer = await Post("/models/1/read", Dot, origin: origin);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Error(answer)).Should().Be("Only the page itself may send anything.");
    }

    [Fact]
    public async Task A_drawing_is_answered_with_scores_layers_and_the_image()
    {
        using var answer = await Post("/models/1/read", """{ "strokes": [[0.2, 0.2, 0.8, 0.2], [0.5, 0.2, 0.5, 0.9]] }""", origin: Origin);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var reading = (await answer.Content.ReadFromJsonAsync<Reading>())!;
        reading.Scores.Should().HaveCount(2);
        reading.Scores.Sum().Should().BeApproximately(1, 1e-5f);
        reading.Scores[reading.Answer].Should().Be(reading.Scores.Max());
        reading.Hidden.Select(values => values.Length).Should().Equal(6, 4);
        reading.Image.Should().Equal(DigitImage.Of([[new(0.2f, 0.2f), new(0.8f, 0.2f)], [new(0.5f, 0.2f), new(0.5f, 0.9f)]]));
    }

    [Theory]
    [InlineData("""{ "strokes": [] }""", 422, "The drawing has 0 points; expected 1 to 20000.")]
    [InlineData("""{ "strokes": [[]] }""", 422, "The drawing has 0 points; expected 1 to 20000.")]
    [InlineData("""{ "strokes": null }""", 422, "The drawing has no strokes, or one that is not a list of x, y, x, y, ...")]
    [InlineData("""{ "strokes": [[1, 2, 3]] }""", 422, "The drawing has no strokes, or one that is not a list of x, y, x, y, ...")]
    [InlineData("""{ "strokes": [null] }""", 422, "The drawing has no strokes, or one that is not a list of x, y, x, y, ...")]
    [InlineData("""{ "strokes": [[0, 300]] }""", 422, "The drawing has the coordinate 300; expected 0 to 1, and -1 to 2 at most.")]
    [InlineData("""{ "strokes": [[0, 1e999]] }""", 422, "The drawing has the coordinate *; expected 0 to 1, and -1 to 2 at most.")]
    [InlineData("null", 400, "The drawing is null.")]
    [InlineData("""{ "strokes": "none" }""", 400, "The drawing can't be read: *")]
    [InlineData("{", 400, "The drawing can't be read: *")]
    [InlineData("", 400, "The drawing can't be read: *")]
    public async Task A_drawing_that_is_none_is_refused(string drawing, int status, string message)
    {
        using var answer = await Post("/models/1/read", drawing, origin: Origin);

        ((int)answer.StatusCode).Should().Be(status);
        (await Error(answer)).Should().Match(message);
    }

    [Fact]
    public async Task A_drawing_with_too_many_points_is_refused()
    {
        var drawing = JsonSerializer.Serialize(new { strokes = new[] { new float[40_002] } });

        using var answer = await Post("/models/1/read", drawing, origin: Origin);

        (await Error(answer)).Should().Be("The drawing has 20001 points; expected 1 to 20000.");
    }

    [Theory]
    [InlineData("/models/1/read", 1 << 20)]
    [InlineData("/models?name=a.zip", 64 << 20)]
    public async Task A_body_that_is_too_large_is_refused(string path, int most)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StreamContent(new MemoryStream(new byte[most + 1])),
            Headers = { { "Origin", Origin }, { "Expect", "100-continue" } },
        };
        request.Content.Headers.ContentType = new(path.EndsWith("read", StringComparison.Ordinal) ? "application/json" : Bytes);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await Error(answer)).Should().Contain($"{most}");
    }

    [Fact]
    public async Task Other_content_is_refused()
    {
        using var answer = await Post("/models/1/read", Dot, "text/plain", Origin);

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await Error(answer)).Should().Be("The content is 'text/plain; charset=utf-8'; expected application/json.");
    }

    [Fact]
    public async Task A_model_that_is_sent_can_be_picked()
    {
        TinyModel.SavePictures(_folder["other.zip"], change: options => options.HiddenLayers = [3]);

        using var answer = await PostFile("other.zip");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var info = (await answer.Content.ReadFromJsonAsync<ModelInfo>())!;
        info.Should().BeEquivalentTo(new { Id = 2, Name = "other.zip", Architecture = "784-3-2", Classes = new[] { "dark", "light" }, AreProbabilities = true });
        info.Layers.Should().ContainSingle().Which.Units.Should().Be(3);
        (await _client.GetStringAsync("/models")).Should().Be("""[{"id":1,"name":"tiny.zip"},{"id":2,"name":"other.zip"}]""");
        using var reading = await Post("/models/2/read", Dot, origin: Origin);
        (await reading.Content.ReadFromJsonAsync<Reading>())!.Hidden.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wrong_model_that_is_sent_is_refused_and_not_listed()
    {
        TinyModel.SaveOfSize(_folder["small.zip"], 64);

        using var answer = await PostFile("small.zip");

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Error(answer)).Should().Be("'small.zip' can't be used: The model takes 64 numbers ('Features'); expected 784, a picture of 28 x 28.");
        (await _client.GetStringAsync("/models")).Should().Be("""[{"id":1,"name":"tiny.zip"}]""");
    }

    [Fact]
    public async Task Of_the_models_that_are_sent_four_stay()
    {
        for (var i = 0; i < 5; i++)
        {
            using var sent = await PostFile("tiny.zip");
        }

        using var answer = await _client.GetAsync("/models/2");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Error(answer)).Should().Be("There is no model 2 (any more). Reload the page.");
        (await _client.GetFromJsonAsync<JsonElement[]>("/models")).Should().HaveCount(5);
    }

    [Fact]
    public async Task What_is_not_there_is_said_so()
    {
        using var answer = await _client.GetAsync("/secret");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Error(answer)).Should().Be("There is no GET /secret.");
    }

    [Fact]
    public async Task Where_the_port_is_taken_another_one_is()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var server = await DrawServer.StartAsync(new ModelShelf([_folder["tiny.zip"]], null), port);

        server.Address.Port.Should().NotBe(port);
        server.PortNotice.Should().Be($"Port {port} is taken by another program; this is another one.");
        using var answer = await _client.GetAsync(server.Address);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private string Origin => $"http://127.0.0.1:{_server.Address.Port}";

    private static async Task<string?> Error(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();

    private Task<HttpResponseMessage> Post(string path, string text, string type = "application/json", string? origin = null) =>
        Post(path, new StringContent(text, Encoding.UTF8, type), origin);

    private Task<HttpResponseMessage> PostFile(string file)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(_folder[file]));
        content.Headers.ContentType = new(Bytes);
        return Post($"/models?name={file}", content, Origin);
    }

    private async Task<HttpResponseMessage> Post(string path, HttpContent content, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await _client.SendAsync(request);
    }
}
