using System.Text;
using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Profiling.Tests;

public sealed class LabelledDataTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Items_come_in_order_of_their_names_with_their_bytes_and_lines()
    {
        _folder.With("pages/b.page", "bytes of b").With("pages/b.txt", "one\n\ntwo\n").With("pages/a.page", "bytes of a").With("pages/a.txt", "three").With("pages/C.page", "").With("pages/C.txt", "")
            .With("pages/unlabelled.page", "none");

        var items = LabelledData.Read(At("pages"));

        Assert.Equal(["C", "a", "b"], items.Select(i => i.Name));
        Assert.Equal(["", "bytes of a", "bytes of b"], items.Select(i => Encoding.UTF8.GetString(i.Body.Span)));
        Assert.Equal([[], ["three"], ["one", "two"]], items.Select(i => i.Lines));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var fault = Assert.Throws<InvalidFileException>(() => LabelledData.Read(At("pages")));

        Assert.Equal($"{_folder.At("pages")}: there is no such folder; evaluation.data names the folder of labelled items", fault.Message);
    }

    [Fact]
    public void A_label_without_an_input_is_named()
    {
        _folder.With("pages/a.txt", "one").With("pages/ab.png", "of another");

        var fault = Assert.Throws<InvalidFileException>(() => LabelledData.Read(At("pages")));

        Assert.Equal($"{_folder.At("pages/a.txt")}: there is no input beside it; a.png, say, is expected", fault.Message);
    }

    [Fact]
    public void A_label_never_takes_the_input_of_a_name_that_goes_on_after_a_dot()
    {
        _folder.With("pages/a.txt", "one").With("pages/a.png", "of a").With("pages/a.1.txt", "two").With("pages/a.1.png", "of a.1").With("pages/b.txt", "three").With("pages/b.1.png", "of b.1");

        var fault = Assert.Throws<InvalidFileException>(() => LabelledData.Read(At("pages")));

        Assert.StartsWith(_folder.At("pages/b.txt"), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_without_an_evaluation_section_has_none() => Assert.Empty(LabelledData.Read(Applications.Reader()));

    [Fact]
    public void The_ocr_examples_pages_are_all_labelled()
    {
        var items = LabelledData.Read(Applications.Reader(Repository.PagesFolder));

        Assert.Equal(Repository.PageNames, items.Select(i => i.Name));
        Assert.All(items, i => Assert.True(i.Body.Length > 0 && i.Lines.Count > 0, i.Name));
    }

    private Application At(string data) => Applications.Reader(_folder.At(data));
}
