rel umbrella
