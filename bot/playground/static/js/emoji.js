// The common emoji by their Slack names.
import { h } from "./dom.js";

const LIST = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 sweat_smile 😅 joy 😂 rofl 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊
innocent 😇 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 hugging_face 🤗 thinking_face 🤔 shushing_face 🤫 zipper_mouth_face 🤐
neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴
mask 😷 nerd_face 🤓 sunglasses 😎 confused 😕 worried 😟 slightly_frowning_face 🙁 open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 fearful 😨
cold_sweat 😰 disappointed_relieved 😥 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 triumph 😤 rage 😡 angry 😠 skull 💀
poop 💩 ghost 👻 robot_face 🤖 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙
purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯 anger 💢 boom 💥 collision 💥 dizzy 💫 sweat_drops 💦 dash 💨
speech_balloon 💬 left_speech_bubble 🗨️ right_anger_bubble 🗯️ thought_balloon 💭 zzz 💤 wave 👋 raised_hand ✋ hand ✋ spock-hand 🖖 ok_hand 👌 v ✌️ crossed_fingers 🤞
call_me_hand 🤙 point_left 👈 point_right 👉 point_up_2 👆 point_up ☝️ point_down 👇 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 fist ✊ facepunch 👊 clap 👏
raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 ear 👂 eyes 👀 eye 👁️ brain 🧠 baby 👶 child 🧒 boy 👦 girl 👧
adult 🧑 man 👨 woman 👩 older_adult 🧓 raising_hand 🙋 shrug 🤷 facepalm 🤦 student 🧑‍🎓 teacher 🧑‍🏫 male-student 👨‍🎓 female-student 👩‍🎓 male-teacher 👨‍🏫 female-teacher 👩‍🏫
police_officer 👮 cop 👮 family 👪 busts_in_silhouette 👥 bust_in_silhouette 👤 speaking_head_in_silhouette 🗣️ footprints 👣 dog 🐶 cat 🐱 mouse 🐭 fox_face 🦊 bear 🐻
panda_face 🐼 lion_face 🦁 frog 🐸 monkey 🐒 chicken 🐔 penguin 🐧 bird 🐦 baby_chick 🐤 hatching_chick 🐣 eagle 🦅 owl 🦉 bee 🐝 bug 🐛 butterfly 🦋 turtle 🐢
feather 🪶 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿 four_leaf_clover 🍀 maple_leaf 🍁 fallen_leaf 🍂 leaves 🍃 mushroom 🍄 cherry_blossom 🌸 rose 🌹
sunflower 🌻 tulip 🌷 sunny ☀️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ snowflake ❄️ rainbow 🌈 umbrella ☔ zap ⚡ fire 🔥 ocean 🌊 earth_americas 🌎
earth_africa 🌍 globe_with_meridians 🌐 crescent_moon 🌙 full_moon 🌕 star ⭐ star2 🌟 sparkles ✨ stars 🌠 apple 🍎 green_apple 🍏 banana 🍌 pizza 🍕 taco 🌮
sandwich 🥪 bread 🍞 salad 🥗 green_salad 🥗 cake 🍰 birthday 🎂 cookie 🍪 coffee ☕ tea 🍵 glass_of_milk 🥛 fork_and_knife 🍴 soccer ⚽ basketball 🏀 trophy 🏆
first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉 medal 🏅 sports_medal 🏅 dart 🎯 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 microphone 🎤 headphones 🎧 tada 🎉
confetti_ball 🎊 balloon 🎈 gift 🎁 ribbon 🎀 house 🏠 school 🏫 office 🏢 hospital 🏥 classical_building 🏛️ bus 🚌 school_bus 🚌 car 🚗 bike 🚲 rocket 🚀
airplane ✈️ vertical_traffic_light 🚦 construction 🚧 world_map 🗺️ watch ⌚ iphone 📱 computer 💻 desktop_computer 🖥️ keyboard ⌨️ camera 📷 movie_camera 🎥 tv 📺 telephone ☎️
telephone_receiver 📞 bulb 💡 flashlight 🔦 candle 🕯️ moneybag 💰 dollar 💵 credit_card 💳 balance_scale ⚖️ scales ⚖️ wrench 🔧 hammer 🔨 gear ⚙️ hammer_and_wrench 🛠️ link 🔗
shield 🛡️ key 🔑 lock 🔒 unlock 🔓 closed_lock_with_key 🔐 door 🚪 broom 🧹 wastebasket 🗑️ shopping_trolley 🛒 email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤
mailbox 📫 package 📦 label 🏷️ bookmark 🔖 memo 📝 pencil 📝 pencil2 ✏️ lower_left_ballpoint_pen 🖊️ page_facing_up 📄 page_with_curl 📃 scroll 📜 newspaper 📰 bar_chart 📊
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎 straight_ruler 📏 triangular_ruler 📐 scissors ✂️ card_file_box 🗃️ file_folder 📁 open_file_folder 📂
date 📅 calendar 📆 spiral_calendar_pad 🗓️ card_index 📇 card_index_dividers 🗂️ books 📚 book 📖 open_book 📖 notebook 📓 ledger 📒 mag 🔍 mag_right 🔎 microscope 🔬 telescope 🔭
hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ clock1 🕐 clock3 🕒 clock5 🕔 clock9 🕘 mantelpiece_clock 🕰️ bell 🔔 no_bell 🔕 rotating_light 🚨 loudspeaker 📢 mega 📣 speaker 🔈 mute 🔇
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕ heavy_minus_sign ➖ heavy_multiplication_x ✖️ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ grey_exclamation ❕ bangbang ‼️
warning ⚠️ no_entry ⛔ no_entry_sign 🚫 stop_sign 🛑 octagonal_sign 🛑 sos 🆘 information_source ℹ️ id 🆔 new 🆕 free 🆓 ok 🆗 cool 🆒 up 🆙 top 🔝 soon 🔜 back 🔙
arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ arrow_lower_right ↘️ left_right_arrow ↔️ arrow_up_down ↕️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄 repeat 🔁 twisted_rightwards_arrows 🔀
arrow_forward ▶️ arrow_backward ◀️ double_vertical_bar ⏸️ pause_button ⏸️ black_square_for_stop ⏹️ fast_forward ⏩ rewind ⏪ small_red_triangle 🔺 small_red_triangle_down 🔻 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣
white_circle ⚪ black_circle ⚫ large_red_square 🟥 large_green_square 🟩 large_yellow_square 🟨 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛ white_small_square ▫️ black_small_square ▪️ large_blue_diamond 🔷 small_blue_diamond 🔹 large_orange_diamond 🔶 small_orange_diamond 🔸
zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 hash #️⃣ asterisk *️⃣ 1234 🔢 abc 🔤 recycle ♻️ infinity ♾️ checkered_flag 🏁 triangular_flag_on_post 🚩 crossed_flags 🎌 white_flag 🏳️ rainbow-flag 🏳️‍🌈
crown 👑 gem 💎 dove_of_peace 🕊️ peace_symbol ☮️ yin_yang ☯️ heavy_heart_exclamation_mark_ornament ❣️ heart_hands 🫶 melting_face 🫠 saluting_face 🫡 face_holding_back_tears 🥹 pleading_face 🥺 partying_face 🥳 smiling_face_with_tear 🥲 exploding_head 🤯 people_hugging 🫂
`;

const words = LIST.trim().split(/\s+/);
const NAMES = new Map();
for (let at = 0; at + 1 < words.length; at += 2) NAMES.set(words[at], words[at + 1]);

/** Return the emoji of a Slack name, or null. A skin tone is read and left out. */
export const emojiOf = (name) => NAMES.get(name.replace(/::skin-tone-\d$/, "")) || null;

/** Return the node of :name:, or the words themselves when the name is not one of ours. */
export function emoji(name) {
  const sign = emojiOf(name);
  if (!sign) return `:${name}:`;
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": `${name.replaceAll("_", " ")} emoji`, title: `:${name}:` },
    sign,
  );
}

/** Return plain text with its :names: as emoji nodes. */
export function withEmoji(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g)) {
    if (!emojiOf(match[1])) continue;
    out.push(text.slice(from, match.index), emoji(match[1]));
    from = match.index + match[0].length;
  }
  out.push(text.slice(from));
  return out.filter((part) => part !== "");
}
