"""Renders the labelled pages of the OCR example: pages/NN.png with its text in pages/NN.txt, and other/blank.png.

How to run (Debian 12; other versions of the fonts give slightly different pixels):

    apt-get install -y python3-pil fonts-dejavu fonts-liberation fonts-open-sans fonts-lato
    /usr/bin/python3 examples/ocr/render_pages.py

Every word is made up. The seed is fixed, so the same fonts give the same files. The pages are kept in the repository
because the tests compare what is read with them, letter by letter.
"""

import random
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).resolve().parent
FONT_ROOT = Path("/usr/share/fonts/truetype")
FONTS = {
    "sans": "dejavu/DejaVuSans.ttf",
    "sans-bold": "dejavu/DejaVuSans-Bold.ttf",
    "serif": "dejavu/DejaVuSerif.ttf",
    "serif-bold": "dejavu/DejaVuSerif-Bold.ttf",
    "mono": "dejavu/DejaVuSansMono.ttf",
    "mono-bold": "dejavu/DejaVuSansMono-Bold.ttf",
    "condensed": "dejavu/DejaVuSansCondensed.ttf",
    "arial": "liberation/LiberationSans-Regular.ttf",
    "arial-bold": "liberation/LiberationSans-Bold.ttf",
    "times": "liberation/LiberationSerif-Regular.ttf",
    "times-bold": "liberation/LiberationSerif-Bold.ttf",
    "courier": "liberation/LiberationMono-Regular.ttf",
    "courier-bold": "liberation/LiberationMono-Bold.ttf",
    "narrow": "liberation/LiberationSansNarrow-Bold.ttf",
    "open": "open-sans/OpenSans-Regular.ttf",
    "open-bold": "open-sans/OpenSans-Semibold.ttf",
    "lato": "lato/Lato-Regular.ttf",
    "lato-bold": "lato/Lato-Bold.ttf",
}

# A line is (text, font size); a text that is a tuple stands in columns, read from the left.
# Kinds: card, sign, badge, receipt, label, menu, ticket. File: how the PNG is stored.
PAGES = [
    dict(kind="receipt", size=(480, 360), font="mono", file="grey8", turn=0.0,
         lines=[("HARBOUR DELI", 26), ("Rye bread 3.40", 20), ("Lentil soup 5.20", 20), ("Total 8.60", 24)]),
    dict(kind="badge", size=(640, 400), font="lato", accent=(38, 84, 124), file="palette", turn=-1.2,
         lines=[("WELCOME", 40), ("Mara Lindqvist", 54), ("Night Librarian", 30), ("Oakfield Archive", 24)]),
    dict(kind="sign", size=(700, 500), font="sans-bold", accent=(24, 92, 60), file="palette", turn=0.8,
         lines=[("STATION", 60), ("Trains to Velden", 46), ("Mind the step", 38)]),
    dict(kind="label", size=(600, 450), font="serif", paper=(238, 226, 205), file="rgb", turn=1.6,
         lines=[("WILD THYME", 46), ("Mountain honey", 36), ("Net weight 250 g", 24), ("Best before 2027", 22), ("Batch 7741", 22)]),
    dict(kind="card", size=(1000, 600), font="open", paper=(247, 247, 242), file="rgba", turn=0.0,
         lines=[("Tobias Ferreira", 46), ("Piano tuner and restorer", 34), ("14 Chestnut Row", 14), ("tobias@grandkeys.eu", 14), ("+49 555 0182 77", 14)]),
    dict(kind="ticket", size=(800, 420), font="arial-bold", paper=(250, 238, 214), file="palette", turn=-0.7,
         lines=[("ORCHESTRA", 40), ("Saturday 21 March", 28), ("Doors 19:30", 28), ("Row F Seat 18", 28)]),
    dict(kind="menu", size=(640, 760), font="times", paper=(252, 247, 236), file="rgb", turn=0.0,
         lines=[("The Copper Kettle", 44), (("Onion tart", "6.50"), 32), (("Grilled trout", "14.20"), 32), (("Plum cake", "4.80"), 32)]),
    dict(kind="receipt", size=(1000, 750), font="courier-bold", file="grey4", turn=0.9,
         lines=[("GREEN MARKET", 34), ("2 x Apples 1.90", 15), ("1 x Butter 2.75", 15), ("3 x Peanuts 7.99", 15), ("Cash 20.00", 15), ("Change 7.36", 15)]),
    dict(kind="sign", size=(560, 420), font="narrow", accent=(150, 34, 40), file="palette", turn=0.0, noise=400,
         lines=[("NO ENTRY", 60), ("Wet paint", 44), ("Use door B", 44)]),
    dict(kind="badge", size=(720, 480), font="open-bold", accent=(92, 50, 110), file="grey8", turn=1.1, blur=0.5,
         lines=[("SPEAKER", 42), ("Ines Okafor", 60), ("River Institute of Technology", 32), ("Hall 3, Friday", 26)]),
    dict(kind="label", size=(1000, 700), font="sans", paper=(224, 234, 240), file="palette", turn=-1.5,
         lines=[("FRAGILE", 60), ("Handle with care", 40), ("Bottles of mineral water", 30), ("Crate seven", 14), ("Weight 12.4 kg", 14)]),
    dict(kind="card", size=(560, 360), font="times-bold", paper=(240, 244, 235), file="interlaced", turn=0.0,
         lines=[("Birchwood Bakery", 44), ("Fresh every day", 30), ("6 Mill Street", 24), ("Open from 7 to 14", 22)]),
    dict(kind="ticket", size=(1000, 460), font="lato-bold", paper=(226, 240, 232), file="grey8", turn=0.5,
         lines=[("NORTHERN FERRY", 46), ("Pier 9", 34), ("Departs 08:45", 34), ("Passengers", 15), ("Nonrefundable", 15)]),
    dict(kind="menu", size=(560, 640), font="lato", paper=(250, 243, 243), file="grey16", turn=-0.6,
         lines=[("Garden Lunch", 44), ("Beetroot salad", 30), ("Mushroom pie", 30), ("Lemon sorbet", 30), ("Mint tea", 30)]),
    dict(kind="receipt", size=(600, 560), font="condensed", file="rgb", turn=-2.2, noise=500,
         lines=[("Corner Books", 36), ("Atlas of Rivers", 26), ("Used, good copy", 26), ("Paid 11.50", 30), ("Thank you", 26)]),
    dict(kind="sign", size=(1000, 750), font="open-bold", accent=(28, 60, 120), file="palette", turn=0.0,
         lines=[("CITY MUSEUM", 60), ("Tickets and lockers", 46), ("First floor", 46), ("Closed on Mondays", 14), ("Last entry 16:30", 14)]),
    dict(kind="badge", size=(480, 360), font="sans-bold", accent=(180, 90, 20), file="rgb", turn=-2.8,
         lines=[("VISITOR", 34), ("Anton Reuss", 40), ("Room 214", 28)]),
    dict(kind="label", size=(520, 420), font="mono-bold", paper=(243, 240, 228), file="grey8", turn=0.0,
         lines=[("GARDEN SEEDS", 34), ("Purple carrot", 28), ("Sow in April", 28), ("Depth 2 cm", 28)]),
    dict(kind="ticket", size=(840, 500), font="open", paper=(236, 232, 246), file="rgba", turn=0.0,
         lines=[("Skyline Airways", 44), (("Gate", "Seat"), 30), (("B12", "24C"), 46), ("Boarding at 10:20", 30)]),
    dict(kind="card", size=(1000, 640), font="serif-bold", paper=(250, 250, 250), file="grey8", turn=-1.0, blur=0.6,
         lines=[("Dr. Hanna Weiss", 52), ("Children's dentist", 36), ("Elmgate 30", 15), ("Appointments", 15), ("Mondays closed", 15)]),
    dict(kind="receipt", size=(520, 640), font="courier", file="palette", turn=1.3,
         lines=[("CAFE MARLOW", 40), ("Flat white 3.10", 28), ("Oat cookie 2.40", 28), ("Sum 5.50 EUR", 28), ("Paid by card", 28), ("Table 16", 28)]),
    dict(kind="menu", size=(750, 900), font="serif", paper=(245, 250, 246), file="grey8", turn=0.7,
         lines=[("Winter Evening", 52), ("Pumpkin soup", 40), ("Roast duck and figs", 40), ("Walnut pudding", 40), ("Wines from the valley", 15)]),
    dict(kind="sign", size=(640, 480), font="arial-bold", accent=(60, 60, 60), file="grey8", turn=-1.8, noise=500,
         lines=[("PARKING", 60), ("Guests only", 46), ("Max. 2 hours", 40)]),
    dict(kind="label", size=(1000, 600), font="arial", paper=(232, 232, 226), file="palette", turn=0.4,
         lines=[("BLUE FOX PAINTS", 48), ("Matt white 5 L", 40), ("Dries in 4 hours", 30), ("Keep from frost", 14), ("Shake before use", 14)]),
    dict(kind="card", size=(500, 375), font="lato-bold", paper=(255, 246, 232), file="interlaced", turn=0.0,
         lines=[("LOST CAT", 44), ("Answers to Pepper", 28), ("Grey with a white paw", 24), ("Reward offered", 28)]),
    dict(kind="badge", size=(1000, 700), font="arial", accent=(20, 110, 120), file="palette", turn=1.9,
         lines=[("VOLUNTEER", 60), ("Lukas Brandt", 60), ("Autumn Harvest Festival", 44), ("Team Kitchen", 40), ("Return badge here", 14)]),
    dict(kind="ticket", size=(760, 400), font="mono", paper=(244, 244, 214), file="grey4", turn=-0.4,
         lines=[("CINEMA LUNA", 40), ("The Last Gardener", 30), ("Screen 2 20:15", 30), ("Seat H7", 30)]),
    dict(kind="receipt", size=(480, 420), font="arial", file="rgb", turn=2.6, blur=0.4,
         lines=[("Pine Hotel", 34), ("Room 31, two nights", 22), ("Breakfast 18.00", 22), ("Amount due 164.00", 22)]),
]


def font_of(name, size):
    return ImageFont.truetype(str(FONT_ROOT / FONTS[name]), size)


def panel_of(page, draw):
    """Draws the paper and answers (left, top, right, bottom, ink, the first line's ink)."""
    (w, h), kind = page["size"], page["kind"]
    m = round(min(w, h) * 0.06)
    paper, accent, ink = page.get("paper", (252, 252, 250)), page.get("accent"), (34, 34, 38)
    if kind == "sign":
        draw.rounded_rectangle((m, m, w - m, h - m), radius=m, fill=accent, outline=(245, 245, 245), width=4)
        return 2 * m, 2 * m, w - 2 * m, h - 2 * m, (250, 250, 250), (250, 250, 250)
    if kind == "badge":
        draw.rounded_rectangle((m, m, w - m, h - m), radius=m, fill=(255, 255, 255), outline=accent, width=3)
        draw.rectangle((m, 2 * m, w - m, 2 * m + round(page["lines"][0][1] * 1.9)), fill=accent)
        return 2 * m, 2 * m, w - 2 * m, h - 2 * m, ink, (255, 255, 255)
    if kind == "receipt":
        x = round(w * 0.12)
        draw.rectangle((x, 0, w - x, h), fill=paper)
        return x + m, m, w - x - m, h - m, ink, ink
    draw.rounded_rectangle((m, m, w - m, h - m), radius=4 if kind == "menu" else m, fill=paper, outline=(150, 140, 130), width=2)
    if kind == "menu":
        draw.rectangle((m + 8, m + 8, w - m - 8, h - m - 8), outline=(150, 140, 130), width=1)
    if kind == "ticket":
        x = w - round(w * 0.16)
        for y in range(m, h - m, 14):
            draw.line((x, y, x, min(y + 7, h - m)), fill=(120, 120, 120), width=2)
        return 2 * m, 2 * m, x - m, h - 2 * m, ink, accent or ink
    return 2 * m, 2 * m, w - 2 * m, h - 2 * m, ink, ink


def draw_page(page, rng):
    """The picture and its lines of text."""
    back = (214, 218, 216) if page["kind"] != "menu" else (226, 222, 214)
    picture = Image.new("RGB", page["size"], back)
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom, ink, first_ink = panel_of(page, draw)
    centred = page["kind"] in ("sign", "badge", "menu")
    heights = [size for _, size in page["lines"]]
    room = (bottom - top - sum(heights)) / (len(heights) + 0.5)
    gap = min(room, 1.1 * max(heights))
    y = top + gap * 0.5
    if page["kind"] == "badge":
        y = top + round(heights[0] * 0.4)
    texts = []
    for index, (text, size) in enumerate(page["lines"]):
        font = font_of(page["font"], size)
        parts = text if isinstance(text, tuple) else (text,)
        for column, part in enumerate(parts):
            width = draw.textlength(part, font=font)
            if width > right - left:
                raise SystemExit(f"'{part}' is too wide by {width - (right - left):.0f} px")
            x = left + (right - left - width) / 2 if centred else left
            if len(parts) > 1:
                x = left + (right - left) * (0.04 + 0.68 * column)
            draw.text((x, y), part, font=font, fill=first_ink if index == 0 else ink)
            texts.append(part)
        # Small print stands close together, as on real cards.
        follows = heights[index + 1] if index + 1 < len(heights) else size
        y += size + (gap if max(size, follows) > 16 else 0.45 * size)
        if page["kind"] in ("receipt", "label") and index == 0:
            draw.line((left, y - gap * 0.45, right, y - gap * 0.45), fill=(120, 120, 120), width=2)
    picture = picture.rotate(page["turn"], Image.BICUBIC, fillcolor=back)
    if "blur" in page:
        picture = picture.filter(ImageFilter.GaussianBlur(page["blur"]))
    pixels = picture.load()
    for _ in range(page.get("noise", 0)):
        x, y = rng.randrange(page["size"][0]), rng.randrange(page["size"][1])
        pixels[x, y] = tuple(max(0, min(255, value + rng.choice((-40, 40)))) for value in pixels[x, y])
    return picture, texts


def adam7(picture, path):
    """Pillow writes no interlaced files."""
    w, h = picture.size
    data, raw = picture.tobytes(), bytearray()
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, h, dy):
            row = b"".join(data[(y * w + x) * 3:(y * w + x) * 3 + 3] for x in range(x0, w, dx))
            raw += b"\1" + bytes((value - (row[i - 3] if i >= 3 else 0)) & 255 for i, value in enumerate(row))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 1))
                     + chunk(b"IDAT", zlib.compress(bytes(raw), 9)) + chunk(b"IEND", b""))


def save(picture, kind, path):
    if kind == "interlaced":
        adam7(picture, path)
    elif kind == "grey16":
        grey = picture.convert("L")
        wide = Image.new("I;16", grey.size)
        wide.putdata([value * 257 for value in grey.getdata()])
        wide.save(path, optimize=True)
    elif kind == "palette":
        picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    elif kind == "grey4":
        grey = picture.convert("L").point(lambda value: value // 17)
        grey = Image.frombytes("P", grey.size, grey.tobytes())
        grey.putpalette([value * 17 for value in range(16) for _ in range(3)])
        grey.save(path, optimize=True, bits=4)
    elif kind == "rgba":
        w, h = picture.size
        mask = Image.new("L", picture.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((4, 4, w - 5, h - 5), radius=20, fill=255)
        picture.putalpha(mask)
        picture.save(path, optimize=True)
    else:
        picture.convert("L" if kind == "grey8" else "RGB").save(path, optimize=True)


def main():
    for folder in ("pages", "other"):
        (HERE / folder).mkdir(exist_ok=True)
    for number, page in enumerate(PAGES, start=1):
        picture, texts = draw_page(page, random.Random(number))
        save(picture, page["file"], HERE / "pages" / f"{number:02}.png")
        (HERE / "pages" / f"{number:02}.txt").write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    blank = Image.new("RGB", (640, 480), (240, 238, 230))
    ImageDraw.Draw(blank).rectangle((0, 0, 640, 60), fill=(222, 226, 224))
    blank.save(HERE / "other" / "blank.png", optimize=True)


if __name__ == "__main__":
    main()
