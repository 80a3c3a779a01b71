using Tangram.Server.Repository;
using Tangram.Server.TestModels;
using Tangram.Server.Tests.Repository;

namespace Tangram.Server.Tests.TestModels;

/// <summary>The models to try a server with are a repository like any other.</summary>
public sealed class TestModelFilesTests
{
    [Fact]
    public void Every_test_model_is_one_of_a_repository_and_has_nothing_that_is_passed_over()
    {
        using var folder = new RepositoryFolder();
        TestModelFiles.Write(folder.Root);
        TestModelFiles.Write(folder.Root);

        var content = new ModelRepository(folder.Root).Read();

        Assert.Empty(content.Broken);
        Assert.Equal(TestModelFiles.Names, content.Models.Select(m => m.Name));
        Assert.All(content.Models, m => Assert.Empty(m.Configuration?.Notes ?? []));
    }

    [Fact]
    public void There_are_as_many_as_the_gRPC_example_of_model_control_counts() => Assert.Equal(8, TestModelFiles.Names.Count);

    [Fact]
    public void The_classes_have_labels()
    {
        using var folder = new RepositoryFolder();
        TestModelFiles.Write(folder.Root);

        Assert.Equal(["north", "east", "south", "west"], new ModelRepository(folder.Root).Find("simple_classes")!.Labels["OUTPUT0"]);
    }
}
