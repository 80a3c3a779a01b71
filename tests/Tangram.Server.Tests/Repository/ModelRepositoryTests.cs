using Tangram.Core.Files;
using Tangram.Server.Repository;

namespace Tangram.Server.Tests.Repository;

/// <summary>Models as they lie in a folder.</summary>
public sealed class ModelRepositoryTests : IDisposable
{
    private readonly RepositoryFolder _folder = new();
    private readonly ModelRepository _repository;

    public ModelRepositoryTests() => _repository = new ModelRepository(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_layout_is_found_and_the_rest_is_not_looked_at()
    {
        _folder.With("b/1/model.onnx").With("a/model.onnx").With("c.onnx").With(".hidden/1/model.onnx").With("readme.md");

        var content = _repository.Read();

        Assert.Equal(["a", "b", "c"], content.Models.Select(m => m.Name));
        Assert.Equal([_folder.At("a/model.onnx"), _folder.At("b/1/model.onnx"), _folder.At("c.onnx")], content.Models.Select(m => m.ModelFile));
        Assert.All(content.Models, m => Assert.Equal(1, m.Version));
        Assert.Empty(content.Broken);
    }

    [Fact]
    public void The_highest_version_that_has_a_model_is_served()
    {
        _folder.With("a/2/model.onnx").With("a/10/model.onnx").With("a/11/notes.txt").With("a/012/model.onnx").With("a/next/model.onnx");

        var model = _repository.Find("a")!;

        Assert.Equal(10, model.Version);
        Assert.Equal([2, 10], model.Versions);
    }

    [Fact]
    public void A_version_policy_and_a_file_name_are_honoured()
    {
        _folder.With("a/1/net.onnx").With("a/2/net.onnx").With("a/config.pbtxt", "default_model_filename: 'net.onnx' version_policy { specific { versions: 1 } }");

        Assert.Equal(_folder.At("a/1/net.onnx"), _repository.Find("a")!.ModelFile);
    }

    [Fact]
    public void Labels_come_from_the_file_beside_the_configuration()
    {
        _folder.With("a/1/model.onnx").With("a/labels.txt", "cat\r\ndog\r\n").With("a/config.pbtxt", "output { name: 'y' label_filename: 'labels.txt' }");

        Assert.Equal(["cat", "dog"], _repository.Find("a")!.Labels["y"]);
    }

    [Fact]
    public void A_model_is_found_as_it_lies_there_now()
    {
        Assert.Null(_repository.Find("a"));

        _folder.With("a/1/model.onnx");
        Assert.Equal(1, _repository.Find("a")!.Version);

        _folder.With("a/2/model.onnx");
        Assert.Equal(2, _repository.Find("a")!.Version);
    }

    [Fact]
    public void A_configuration_may_stand_in_for_the_models_own()
    {
        _folder.With("a/1/model.onnx").With("a/config.pbtxt", "max_batch_size: 4");

        var model = _repository.Find("a", ModelConfigurationReader.ReadJson("{\"max_batch_size\":\"16\"}", "config"))!;

        Assert.Equal(16, model.Configuration!.MaxBatchSize);
        Assert.Equal("max_batch_size: 4", model.ConfigText);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../a")]
    [InlineData("")]
    [InlineData("a\0")]
    [InlineData("/etc")]
    public void A_name_that_no_model_may_have_is_not_looked_for(string name)
    {
        _folder.With("a/1/model.onnx");

        Assert.Null(_repository.Find(name));
    }

    [Fact]
    public void A_broken_model_does_not_hide_the_others()
    {
        _folder.With("good/1/model.onnx").With("empty/notes.txt").With("two/1/model.onnx").With("two.onnx").With("bad name.onnx")
            .With("config/1/model.onnx").With("config/config.pbtxt", "max_batch_size: x")
            .With("labels/1/model.onnx").With("labels/config.pbtxt", "\noutput { name: 'y' label_filename: 'l' }")
            .With("policy/1/model.onnx").With("policy/config.pbtxt", "version_policy { specific { versions: [2] } }")
            .With("large/1/model.onnx").With("large/config.pbtxt", new string('#', (1 << 20) + 1));

        var content = _repository.Read();

        Assert.Equal(["good"], content.Models.Select(m => m.Name));
        Assert.Equal(
            [
                $"{_folder.At("bad name")}: 'bad name' is not a name for a model: {ModelNames.Rule}",
                $"{_folder.At("config/config.pbtxt")}: line 1: 'max_batch_size' must be a whole number from 0 to 4096",
                $"{_folder.At("empty")}: holds no VERSION/model.onnx, such as 1/model.onnx; versions are numbers from 1",
                $"{_folder.At("labels/config.pbtxt")}: line 2: label_filename 'l' of output 'y' is not beside the configuration; put it there, a label a line",
                $"{_folder.At("large/config.pbtxt")}: is larger than 1048576 bytes, more than such a file needs",
                $"{_folder.At("policy/config.pbtxt")}: version_policy allows none of the versions that are there: 1",
                $"{_folder.At("two")}: and 'two.onnx' beside it are both model 'two'; keep one",
            ],
            content.Broken.Select(b => b.Reason));
        Assert.Throws<InvalidFileException>(() => _repository.Find("empty"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Contains("is no folder", Assert.Throws<InvalidFileException>(() => new ModelRepository(_folder.At("nowhere")).Read()).Message, StringComparison.Ordinal);
}
