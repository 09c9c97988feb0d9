"""What a line says by itself: whether it is prose and ends as a sentence does, in any script."""

import pytest

from cleaner.html.hints import word_counts
from cleaner.lines import ends_sentence, prose
from cleaner.units import cut

# The ferry came late, and the children waited at the pier until the evening; each as its script ends a sentence.
SENTENCES = {
    "english": "The ferry came late in the day, and all the children waited at the old pier until the evening.",
    "arabic": "وصلت العبارة متأخرة في ذلك اليوم، وانتظر جميع الأطفال عند الرصيف القديم حتى حل المساء وبرد الهواء.",
    "urdu": "کشتی اس دن بہت دیر سے پہنچی اور سب بچے پرانی گودی پر شام تک اس کا انتظار کرتے رہے اور پھر گھر گئے۔",
    "hindi": "उस दिन नाव बहुत देर से आई और सब बच्चे शाम तक पुराने घाट पर उसकी राह देखते रहे और फिर घर लौट गए।",
    "burmese": "ထိုနေ့က သင်္ဘော နောက်ကျစွာ ရောက်လာပြီး ကလေးများအားလုံး ညနေအထိ ဆိပ်ခံတံတားဟောင်းတွင် စောင့်နေခဲ့ကြသည်။",
    "khmer": "នៅថ្ងៃនោះ សាឡាងមកដល់យឺតណាស់ ហើយក្មេងៗទាំងអស់បានរង់ចាំនៅកំពង់ផែចាស់រហូតដល់ល្ងាច រួចទើបត្រឡប់ទៅផ្ទះវិញ។",
    "amharic": "በዚያ ቀን ጀልባው በጣም ዘግይቶ መጣ፤ ልጆቹ ሁሉ እስከ ምሽት ድረስ በአሮጌው ወደብ ላይ ቆመው ሲጠብቁት ነበር፤ ከዚያም ወደ ቤታቸው ተመለሱ።",
    "armenian": "Այդ օրը լաստանավը շատ ուշ եկավ, և բոլոր երեխաները մինչև երեկո սպասում էին հին նավամատույցի մոտ։",
    "chinese": "那天渡船来得很晚，孩子们都在旧码头上一直等到傍晚，然后才慢慢走回家去，路上谁也没有说话。",
}
THAI = "วันนั้นเรือข้ามฟากมาถึงช้ามากและเด็กทุกคนรออยู่ที่ท่าเรือเก่าจนถึงเย็น แล้วจึงค่อยๆเดินกลับบ้านด้วยกันโดยไม่มีใครพูดอะไรเลยสักคำเดียวตลอดทาง"


@pytest.mark.parametrize("script", SENTENCES)
def test_a_long_sentence_is_prose(script):
    sentence = SENTENCES[script]
    assert ends_sentence(sentence)
    assert prose(sentence) > 0


@pytest.mark.parametrize("script", SENTENCES)
def test_a_text_in_one_line_is_cut_at_its_sentences(script):
    texts = cut(" ".join([SENTENCES[script]] * 9))[1]
    assert len(texts) == 9


def test_thai_has_no_full_stop_and_is_prose_when_it_is_long():
    assert prose(THAI) > 0
    assert prose(THAI[:60]) == 0


@pytest.mark.parametrize("text", ["Home | News | Sport | Weather | Contact", "เข้าสู่ระบบ", "写真・動画", "A short line."])
def test_a_short_line_is_not(text):
    assert prose(text) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("the old pier", 3), ("", 1), ("渡船来得很晚", 4), ("ท่าเรือเก่า", 3.2), ("新しい pier の話", 5.5)],
)
def test_words_are_counted_by_characters_where_there_are_no_blanks(text, words):
    assert word_counts([text]).tolist() == [pytest.approx(words)]


def test_other_lines_do_not_change_a_count():
    assert word_counts(["the old pier", "渡船"]).tolist() == [3, 2]
